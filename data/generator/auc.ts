/**
 * Area under the ROC curve by ranks; ties count half. The generator has its own so that the data
 * does not depend on the code it is meant to test.
 */
export function auc(scores: readonly number[], labels: readonly (0 | 1)[]): number {
  const order = scores.map((score, index) => ({ score, positive: labels[index] === 1 }));
  order.sort((a, b) => a.score - b.score);
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let positivesHere = 0;
    while (end < order.length && order[end]?.score === order[start]?.score) {
      if (order[end]?.positive) positivesHere += 1;
      end += 1;
    }
    positives += positivesHere;
    rankSum += positivesHere * ((start + 1 + end) / 2);
    start = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) throw new RangeError('AUC needs both classes');
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
