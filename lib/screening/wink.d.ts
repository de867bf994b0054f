declare module "wink-naive-bayes-text-classifier" {
  type Classifier = {
    defineConfig(config: { considerOnlyPresence?: boolean; smoothingFactor?: number }): boolean;
    definePrepTasks(tasks: ((input: string) => string[])[]): number;
    learn(input: string, label: string): boolean;
    consolidate(): boolean;
    computeOdds(input: string): [label: string, odds: number][];
    exportJSON(): string;
    importJSON(json: string): boolean;
  };
  export default function classifier(): Classifier;
}
