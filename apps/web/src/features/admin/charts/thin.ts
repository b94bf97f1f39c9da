/** At most about `most` of the points, evenly chosen; the first and the last always stay. */
export function thin<T>(points: readonly T[], most: number): T[] {
  const every = Math.ceil(points.length / most);
  return points.filter((_, index) => index % every === 0 || index === points.length - 1);
}
