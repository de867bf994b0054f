-- A product's answer and a reply of the same number were one act to whoever wrote both. What was told of answers takes the name it would have today, so that
-- it is told once and taken back as before.
UPDATE notice_act a SET act = 'accepted:answer:' || n.subject_id FROM notice n
WHERE n.id = a.notice_id AND n.event = 'answer.accepted' AND n.subject_type = 'answer' AND a.act = 'accepted:' || n.subject_id;
