/* Shapes that draw many bars at once, and the thinning out of what is too small to be told apart. */

const extend = echarts.graphic.extendShape;

echarts.graphic.registerShape("bars", extend({
  shape: { boxes: [] },
  buildPath(path, shape) {
    const boxes = shape.boxes;
    for (let i = 0; i < boxes.length; i += 4) { path.rect(boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3]); }
  }
}));

echarts.graphic.registerShape("steps", extend({
  shape: { points: [] },
  buildPath(path, shape) {
    const points = shape.points;
    for (let i = 0; i < points.length; i += 2) {
      if (i === 0) { path.moveTo(points[0], points[1]); } else { path.lineTo(points[i], points[i + 1]); }
    }
  }
}));

echarts.graphic.registerShape("arrows", extend({
  shape: { arrows: [] },
  buildPath(path, shape) {
    for (const [x1, y1, x2, y2] of shape.arrows) {
      const bend = Math.max(14, Math.min(60, Math.abs(x2 - x1) / 2));
      path.moveTo(x1, y1);
      path.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
      path.moveTo(x2 - 6, y2 - 3.5);
      path.lineTo(x2, y2);
      path.lineTo(x2 - 6, y2 + 3.5);
    }
  }
}));

function bars(boxes, style) {
  return { type: "bars", shape: { boxes }, style, silent: true };
}

/* Gathers boxes of one strip. Those below a pixel are added up pixel by pixel: as wide as what they cover together. */
class Strip {
  constructor(boxes, y, height) {
    this.boxes = boxes;
    this.y = y;
    this.height = height;
    this.pixel = NaN;
    this.covered = 0;
  }

  add(from, to) {
    if (to - from >= 1) {
      this.flush();
      this.boxes.push(from, this.y, to - from, this.height);
      return;
    }
    const pixel = Math.floor(from);
    if (pixel !== this.pixel) { this.flush(); }
    this.pixel = pixel;
    this.covered += to - from;
  }

  flush() {
    if (!Number.isNaN(this.pixel)) {
      this.boxes.push(this.pixel, this.y, Math.min(1, Math.max(.4, this.covered)), this.height);
    }
    this.pixel = NaN;
    this.covered = 0;
  }
}

/* The same for a ring that several clients share: what is below a pixel is piled up, as high as the part of the time it takes. */
class Pile {
  constructor(y, height) {
    this.boxes = new Map();
    this.y = y;
    this.height = height;
    this.pixel = NaN;
    this.covered = new Map();
  }

  add(colour, from, to) {
    const pixel = Math.floor(from);
    if (to - from >= 1 || pixel !== this.pixel) { this.flush(); }
    if (to - from >= 1) {
      this.push(colour, from, this.y, to - from, this.height);
    } else {
      this.pixel = pixel;
      this.covered.set(colour, (this.covered.get(colour) || 0) + to - from);
    }
  }

  push(colour, ...box) {
    if (!this.boxes.has(colour)) { this.boxes.set(colour, []); }
    this.boxes.get(colour).push(...box);
  }

  flush() {
    let top = this.y + this.height;
    this.covered.forEach((part, colour) => {
      const high = Math.min(top - this.y, Math.max(2, part * this.height));
      top -= high;
      this.push(colour, this.pixel, top, 1, high);
    });
    this.pixel = NaN;
    this.covered.clear();
  }
}

/* The first place of a list, sorted by what at() gives, where that is not below a value. */
function lowerBound(length, at, value) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < value) { low = middle + 1; } else { high = middle; }
  }
  return low;
}
