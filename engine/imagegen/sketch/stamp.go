package sketch

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed shapes.txt
var shapesText string

// part is one piece of a silhouette, in the units of its box.
type part struct {
	tone string
	path path
}

// silhouette is a shape from shapes.txt.
type silhouette struct {
	w, h  float64
	tones map[string]rgb
	parts []part
}

// silhouettes is a constant in all but name: parsed once from the data file.
var silhouettes = sync.OnceValue(func() map[string]silhouette { return parseShapes(shapesText) })

// parseShapes reads the format that shapes.txt explains at its top.
func parseShapes(text string) map[string]silhouette {
	all := map[string]silhouette{}
	name := ""
	for l := range strings.Lines(text) {
		f := strings.Fields(l)
		if len(f) < 3 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if f[0] == "shape" && len(f) >= 4 {
			name = f[1]
			sh := silhouette{w: float(f[2]), h: float(f[3]), tones: map[string]rgb{}}
			for _, t := range f[4:] {
				tone, value, _ := strings.Cut(t, "=#")
				v, _ := strconv.ParseUint(value, 16, 32)
				sh.tones[tone] = hex(uint32(v))
			}
			all[name] = sh
			continue
		}
		sh := all[name]
		sh.parts = append(sh.parts, part{f[0], parsePart(f[1], f[2:])})
		all[name] = sh
	}
	return all
}

func float(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}

func parsePart(kind string, args []string) path {
	var knots []knot
	var joints []joint
	var numbers []float64
	for _, a := range args {
		corner := strings.HasSuffix(a, "!")
		f := strings.Split(strings.TrimSuffix(a, "!"), ",")
		for _, n := range f {
			numbers = append(numbers, float(n))
		}
		for len(f) < 3 {
			f = append(f, "0")
		}
		knots = append(knots, knot{pt{float(f[0]), float(f[1])}, corner})
		joints = append(joints, joint{float(f[0]), float(f[1]), float(f[2])})
	}
	switch kind {
	case "limb":
		return limb(joints...)
	case "poly":
		var out []pt
		for _, k := range knots {
			out = append(out, k.pt)
		}
		return path{out}
	case "ring":
		if len(numbers) == 4 {
			return ring(numbers[0], numbers[1], numbers[2], numbers[3])
		}
		return nil
	case "petals":
		if len(numbers) == 4 {
			return petals(numbers[0], numbers[1], numbers[2], int(numbers[3]))
		}
		return nil
	case "oval":
		if len(numbers) == 4 {
			return ellipse(numbers[0], numbers[1], numbers[2], numbers[3])
		}
		return nil
	}
	return path{curve(knots)}
}

// stamp sets a silhouette on the picture: x is its middle, y its foot, size its
// longer side. It faces right; flip turns it. Its own colours are seen in the
// light of the picture; own replaces the main one.
func (s *scene) stamp(name string, x, y, size float64, flip bool, depth float64, own *rgb) {
	s.stampTurned(name, x, y, size, flip, depth, own, 0)
}

func (s *scene) stampTurned(name string, x, y, size float64, flip bool, depth float64, own *rgb, angle float64) {
	sh, ok := silhouettes()[name]
	if !ok {
		return
	}
	f := size / max(sh.w, sh.h)
	fx := f
	if flip {
		fx = -f
	}
	for _, p := range sh.parts {
		c := s.toneColour(sh, p.tone, depth, own)
		put := p.path.moved(-sh.w/2*fx, -sh.h*f, fx, f, 0).moved(x, y, 1, 1, angle)
		k := graded(c, c.darker(0.08))
		if size < 0.12 {
			k.tight = true
		}
		s.fill(put, k)
	}
}

// toneColour is the colour of one piece of a silhouette in this light.
func (s *scene) toneColour(sh silhouette, tone string, depth float64, own *rgb) rgb {
	body := sh.tones["body"]
	if own != nil {
		body = *own
	}
	// At night dark things would be lost in the dark.
	body = body.lighter(0.34 * s.pal.dark * (1 - body.luma()))
	switch tone {
	case "glow":
		return s.windowLight(depth)
	case "lamp":
		return hex(0xffe2a0)
	case "shade":
		return mix(s.pal.shadow(body, depth), s.pal.lit(body, depth), 0.25)
	case "light":
		return s.pal.lit(body.lighter(0.22), depth)
	case "dark":
		if c, ok := sh.tones["dark"]; ok {
			return s.pal.lit(c, depth)
		}
		return s.pal.lit(hex(0x2c2a30), depth)
	case "pale":
		return s.pal.lit(hex(0xf4efe4), depth)
	case "body":
		return s.pal.lit(body, depth)
	}
	return s.pal.lit(sh.tones[tone], depth)
}
