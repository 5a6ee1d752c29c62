// Boxes pushed apart, each pair along the way that is shorter, until none lies on another or patience ends.

const ROUNDS = 60;
const MOST = 800; // more would take longer than anybody waits

/** Changes x and y of `boxes` (centre, width, height). */
export function pushApart(boxes) {
  if (boxes.length > MOST) return;
  for (let round = 0; round < ROUNDS; round++) {
    let calm = true;
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length; j++) {
        const [one, other] = [boxes[i], boxes[j]];
        const overlapX = (one.width + other.width) / 2 - Math.abs(one.x - other.x);
        const overlapY = (one.height + other.height) / 2 - Math.abs(one.y - other.y);
        if (overlapX <= 0.01 || overlapY <= 0.01) continue;
        calm = false;
        const axis = overlapX < overlapY ? "x" : "y";
        const push = (Math.min(overlapX, overlapY) / 2) * (one[axis] < other[axis] ? -1 : 1);
        one[axis] += push;
        other[axis] -= push;
      }
    }
    if (calm) return;
  }
}
