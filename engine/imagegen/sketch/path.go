package sketch

import (
	"math"
	"math/rand/v2"
	"slices"
)

// pt is a place on the picture. The short side of a picture is 1 unit long, x
// goes right and y goes down.
type pt struct{ x, y float64 }

func (a pt) plus(b pt) pt          { return pt{a.x + b.x, a.y + b.y} }
func (a pt) minus(b pt) pt         { return pt{a.x - b.x, a.y - b.y} }
func (a pt) by(f float64) pt       { return pt{a.x * f, a.y * f} }
func toward(a, b pt, t float64) pt { return pt{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t} }
func (a pt) turned(angle float64) pt {
	return pt{a.x*math.Cos(angle) - a.y*math.Sin(angle), a.x*math.Sin(angle) + a.y*math.Cos(angle)}
}

// path is one or more closed outlines, straight between their points. What is
// inside is decided by the non-zero winding rule.
type path [][]pt

// poly is an outline with corners.
func poly(points ...pt) path { return path{points} }

// rect is a box with its upper left corner at x, y.
func rect(x, y, w, h float64) path {
	return poly(pt{x, y}, pt{x + w, y}, pt{x + w, y + h}, pt{x, y + h})
}

// ellipse is an upright ellipse.
func ellipse(cx, cy, rx, ry float64) path {
	const n = 48
	out := make([]pt, n)
	for i := range out {
		a := 2 * math.Pi * float64(i) / n
		out[i] = pt{cx + rx*math.Cos(a), cy + ry*math.Sin(a)}
	}
	return path{out}
}

func disc(cx, cy, r float64) path { return ellipse(cx, cy, r, r) }

// ring is a circle drawn with a stroke w thick.
func ring(cx, cy, r, w float64) path {
	joints := make([]joint, 61)
	for i := range joints {
		a := 2 * math.Pi * float64(i) / 60
		joints[i] = joint{cx + r*math.Cos(a), cy + r*math.Sin(a), w}
	}
	return path{outline(joints)}
}

// petals are n pointed petals around a middle.
func petals(cx, cy, r float64, n int) path {
	out := path{}
	for i := range n {
		a := 2 * math.Pi * float64(i) / float64(n)
		w := 3.1 * r / float64(n)
		petal := path{curve([]knot{{pt{0, -r * 0.25}, true}, {pt{w, -r * 0.62}, false}, {pt{0, -r}, true}, {pt{-w, -r * 0.62}, false}})}
		out = out.and(petal.moved(cx, cy, 1, 1, a))
	}
	return out
}

// knot is a point that a curve goes through, smoothly or with a corner.
type knot struct {
	pt
	corner bool
}

// curve is a closed outline through its knots (Catmull-Rom).
func curve(knots []knot) []pt {
	const steps = 7
	n := len(knots)
	out := make([]pt, 0, n*steps)
	for i := range n {
		p0, p1, p2, p3 := knots[(i+n-1)%n], knots[i], knots[(i+1)%n], knots[(i+2)%n]
		t1, t2 := p2.minus(p0.pt).by(0.5), p3.minus(p1.pt).by(0.5)
		if p1.corner {
			t1 = p2.minus(p1.pt).by(0.5)
		}
		if p2.corner {
			t2 = p2.minus(p1.pt).by(0.5)
		}
		for s := range steps {
			out = append(out, hermite(p1.pt, t1, p2.pt, t2, float64(s)/steps))
		}
	}
	return out
}

func hermite(p1, t1, p2, t2 pt, t float64) pt {
	tt, ttt := t*t, t*t*t
	a, b, c, d := 2*ttt-3*tt+1, ttt-2*tt+t, -2*ttt+3*tt, ttt-tt
	return pt{a*p1.x + b*t1.x + c*p2.x + d*t2.x, a*p1.y + b*t1.y + c*p2.y + d*t2.y}
}

// blob is a smooth closed outline through points.
func blob(points ...pt) path {
	knots := make([]knot, len(points))
	for i, p := range points {
		knots[i].pt = p
	}
	return path{curve(knots)}
}

// joint is a place on a limb and how thick the limb is there.
type joint struct{ x, y, w float64 }

// limb is a thick line with round ends that changes its width on the way.
func limb(joints ...joint) path {
	if len(joints) < 2 {
		return nil
	}
	var spine []joint
	const steps = 6
	for i := range len(joints) - 1 {
		p0, p1, p2, p3 := joints[max(i-1, 0)], joints[i], joints[i+1], joints[min(i+2, len(joints)-1)]
		t1 := pt{(p2.x - p0.x) / 2, (p2.y - p0.y) / 2}
		t2 := pt{(p3.x - p1.x) / 2, (p3.y - p1.y) / 2}
		for s := range steps {
			t := float64(s) / steps
			at := hermite(pt{p1.x, p1.y}, t1, pt{p2.x, p2.y}, t2, t)
			spine = append(spine, joint{at.x, at.y, p1.w + (p2.w-p1.w)*t})
		}
	}
	spine = append(spine, joints[len(joints)-1])
	return path{outline(spine)}
}

// outline walks down one side of a spine, around its end and up the other side.
func outline(spine []joint) []pt {
	n := len(spine)
	side := func(i int, sign float64) pt {
		a, b := spine[max(i-1, 0)], spine[min(i+1, n-1)]
		dx, dy := b.x-a.x, b.y-a.y
		l := max(math.Hypot(dx, dy), 1e-9)
		return pt{spine[i].x - dy/l*spine[i].w/2*sign, spine[i].y + dx/l*spine[i].w/2*sign}
	}
	out := make([]pt, 0, 2*n+10)
	for i := range n {
		out = append(out, side(i, 1))
	}
	out = append(out, roundEnd(pt{spine[n-1].x, spine[n-1].y}, side(n-1, 1))...)
	for i := n - 1; i >= 0; i-- {
		out = append(out, side(i, -1))
	}
	return append(out, roundEnd(pt{spine[0].x, spine[0].y}, side(0, -1))...)
}

func roundEnd(centre, from pt) []pt {
	var out []pt
	for i := 1; i < 6; i++ {
		out = append(out, centre.plus(from.minus(centre).turned(-math.Pi*float64(i)/6)))
	}
	return out
}

// line is a straight stroke of one width.
func line(a, b pt, w float64) path { return limb(joint{a.x, a.y, w}, joint{b.x, b.y, w}) }

// dab is one flat brush stroke lying down: thick in the middle, thin at its
// ends.
func dab(x, y, w, h float64) path {
	return poly(pt{x - w/2, y}, pt{x - w/4, y - h*0.42}, pt{x + w*0.1, y - h/2}, pt{x + w*0.35, y - h*0.3},
		pt{x + w/2, y + h*0.05}, pt{x + w*0.2, y + h*0.45}, pt{x - w*0.15, y + h/2}, pt{x - w*0.38, y + h*0.25})
}

// moved turns a path around 0,0, scales it and puts it at x, y.
func (p path) moved(x, y, sx, sy, angle float64) path {
	c, s := math.Cos(angle), math.Sin(angle)
	out := make(path, len(p))
	for i, o := range p {
		out[i] = make([]pt, len(o))
		for j, q := range o {
			qx, qy := q.x*sx, q.y*sy
			out[i][j] = pt{x + qx*c - qy*s, y + qx*s + qy*c}
		}
	}
	return out
}

// reversed is a line of points walked from its other end.
func reversed(points []pt) []pt {
	out := slices.Clone(points)
	slices.Reverse(out)
	return out
}

// and lays outlines together into one path.
func (p path) and(others ...path) path {
	for _, o := range others {
		p = append(p, o...)
	}
	return p
}

// cut gives a path the edge of something cut or painted by hand: long sides
// are split, and every point moves a little.
func (p path) cut(amount, wavelength float64, key uint32) path {
	if amount == 0 {
		return p
	}
	out := make(path, len(p))
	for i, o := range p {
		outline := make([]pt, 0, len(o)*2)
		for j, a := range o {
			b := o[(j+1)%len(o)]
			n := 1 + int(math.Hypot(b.x-a.x, b.y-a.y)/(wavelength*0.6))
			for k := range min(n, 200) {
				q := toward(a, b, float64(k)/float64(n))
				q.x += (noise(q.x/wavelength, q.y/wavelength, key)*2 - 1) * amount
				q.y += (noise(q.x/wavelength+31, q.y/wavelength+17, key)*2 - 1) * amount
				outline = append(outline, q)
			}
		}
		out[i] = outline
	}
	return out
}

// band is the ground below a line of heights, from x0 to x1, down to bottom.
func band(x0, x1, bottom float64, n int, height func(x float64) float64) path {
	out := make([]pt, 0, n+3)
	for i := range n + 1 {
		x := x0 + (x1-x0)*float64(i)/float64(n)
		out = append(out, pt{x, height(x)})
	}
	return path{append(out, pt{x1, bottom}, pt{x0, bottom})}
}

// tuft is an irregular round mass: a crown of leaves, a bush, a puff of cloud.
func tuft(r *rand.Rand, cx, cy, rx, ry, ragged float64) path {
	const n = 13
	turn := r.Float64()
	points := make([]pt, n)
	for i := range points {
		a := 2 * math.Pi * (float64(i) + turn) / n
		f := 1 + (r.Float64()*2-1)*ragged
		points[i] = pt{cx + math.Cos(a)*rx*f, cy + math.Sin(a)*ry*f}
	}
	return blob(points...)
}

func (p path) bounds() (lo, hi pt) {
	lo, hi = pt{math.Inf(1), math.Inf(1)}, pt{math.Inf(-1), math.Inf(-1)}
	for _, o := range p {
		for _, q := range o {
			lo = pt{min(lo.x, q.x), min(lo.y, q.y)}
			hi = pt{max(hi.x, q.x), max(hi.y, q.y)}
		}
	}
	return lo, hi
}
