package sketch

import (
	"image"
	"math"
	"slices"
)

// grader makes the rule by which named colours and colour schemes bend every
// colour of the picture. Of the named colours only a share is felt: people and
// what leads keep more of their own.
func grader(b *brief, share float64) func(rgb) rgb {
	var rules []func(rgb) rgb
	hues := b.hues
	if len(hues) > 0 && !b.only {
		strength := 0.36
		if len(hues) >= 2 {
			strength = 0.56
		}
		if b.warm() {
			// A low sun stays warm, whatever else is named.
			strength *= 0.45
		}
		strength *= share
		rules = append(rules, func(c rgb) rgb { return leaning(c, hues, strength) })
	}
	for _, s := range b.schemes {
		switch s {
		case "pastel":
			rules = append(rules, pastel)
		case "muted":
			keep := 0.5
			if b.warm() {
				keep = 0.8
			}
			rules = append(rules, func(c rgb) rgb { return mix(c.saturate(keep), hex(0xa39a8c), 0.08) })
		case "vivid":
			rules = append(rules, func(c rgb) rgb { return c.saturate(1.4) })
		case "tealorange":
			rules = append(rules, func(c rgb) rgb {
				return leaning(c, []hue{{"", hex(0xe98a3c)}, {"", hex(0x1f7a84)}}, 0.75)
			})
		}
	}
	if b.mood("joyful") {
		rules = append(rules, func(c rgb) rgb { return c.saturate(1.22) })
	}
	if (b.mood("sad") || b.mood("eerie")) && !b.warm() {
		rules = append(rules, func(c rgb) rgb { return c.saturate(0.75) })
	}
	if len(b.notHues) > 0 {
		rules = append(rules, func(c rgb) rgb { return avoiding(c, b.notHues) })
	}
	if len(rules) == 0 {
		return func(c rgb) rgb { return c }
	}
	return func(c rgb) rgb {
		for _, rule := range rules {
			c = rule(c)
		}
		return c
	}
}

func pastel(c rgb) rgb {
	o := c.lch()
	o.l = 0.62 + o.l*0.36
	o.c = min(o.c*0.75, 0.085)
	return o.rgb()
}

// leaning pulls a colour to whichever of the hues is nearest to it, in hue and
// in lightness. Lightness hardly moves, and two colours that face each other on
// the wheel meet without turning to mud.
func leaning(c rgb, hues []hue, strength float64) rgb {
	o := c.lch()
	best, gap := lch{}, math.Inf(1)
	for _, h := range hues {
		x := h.colour.lch()
		g := hueGap(x.h, o.h)/math.Pi*min(x.c*10, 1)*min(o.c*14, 1) + math.Abs(x.l-o.l)*1.1
		if g < gap {
			best, gap = x, g
		}
	}
	const grey = 0.035
	alike := 1.0
	if best.c > grey && o.c > grey {
		alike = 1 - clamp01((hueGap(best.h, o.h)-0.6)/1.8)
	}
	t := strength * (0.5 + 0.5*alike)
	least := (o.c*(1-t) + best.c*t) * 0.85
	if best.c <= grey {
		least = o.c * 0.6
	}
	a := o.c*math.Cos(o.h)*(1-t) + best.c*math.Cos(best.h)*t
	b := o.c*math.Sin(o.h)*(1-t) + best.c*math.Sin(best.h)*t
	out := lch{o.l + (best.l-o.l)*0.12*t, max(math.Hypot(a, b), least), math.Atan2(b, a)}
	if o.l > 0.9 || o.l < 0.2 {
		out.c = min(out.c, max(o.c, 0.05))
	}
	return out.rgb()
}

// avoiding turns colours away from hues that must not be there.
func avoiding(c rgb, hues []hue) rgb {
	o := c.lch()
	for _, h := range hues {
		x := h.colour.lch()
		if x.c < 0.03 {
			continue
		}
		const room = 0.6
		d := math.Remainder(o.h-x.h, 2*math.Pi)
		if math.Abs(d) < room && o.c > 0.02 {
			o.h = x.h + math.Copysign(room, d)
			o.c *= 0.8
		}
	}
	return o.rgb()
}

// ramp is a picture's whole range of colour when it may only have one family:
// from its darkest to its lightest tone.
func ramp(b *brief) []rgb {
	switch {
	case b.medium == "blackwhite":
		return []rgb{{0.05, 0.05, 0.05}, {0.97, 0.97, 0.97}}
	case b.scheme("sepia"):
		return []rgb{hex(0x2a1a10), hex(0x7d5a3a), hex(0xc9a777), hex(0xf3e3c4)}
	case b.scheme("cyanotype"):
		return []rgb{hex(0x0b2347), hex(0x1f4f8a), hex(0x7ba4cc), hex(0xeaf1f5)}
	case b.only && len(b.hues) > 0:
		return familyRamp(b.hues)
	case b.scheme("mono") && len(b.hues) > 0:
		return familyRamp(b.hues[:1])
	case b.scheme("mono"):
		return []rgb{hex(0x16181c), hex(0x6d7075), hex(0xf1efe9)}
	}
	return nil
}

// familyRamp goes from near black to near white through the named colours,
// darkest first, and never leaves their hues.
func familyRamp(hues []hue) []rgb {
	var tones []lch
	for _, h := range hues {
		tones = append(tones, h.colour.lch())
	}
	slices.SortStableFunc(tones, func(a, b lch) int {
		if a.l < b.l {
			return -1
		}
		return 1
	})
	first, last := tones[0], tones[len(tones)-1]
	dark := lch{min(0.2, first.l), min(first.c*0.75, 0.09), first.h}
	light := lch{0.94, min(last.c*0.45, 0.045), last.h}
	out := []rgb{dark.rgb()}
	if len(tones) == 1 {
		t := tones[0]
		out = append(out, lch{0.38, max(t.c*0.85, min(t.c, 0.05)), t.h}.rgb(), lch{0.62, t.c * 0.85, t.h}.rgb(), lch{0.82, t.c * 0.55, t.h}.rgb())
	} else {
		for _, t := range tones {
			out = append(out, t.rgb())
		}
	}
	if light.l > last.l {
		out = append(out, light.rgb())
	}
	return out
}

// applyRamp replaces every colour by the tone of its brightness.
func applyRamp(img *image.RGBA, ramp []rgb) {
	var table [256][3]uint8
	for i := range table {
		at := float64(i) / 255 * float64(len(ramp)-1)
		k := min(int(at), len(ramp)-2)
		c := mix(ramp[k], ramp[k+1], at-float64(k))
		table[i] = [3]uint8{uint8(c.r*255 + 0.5), uint8(c.g*255 + 0.5), uint8(c.b*255 + 0.5)}
	}
	for i := 0; i < len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		y := (77*uint32(p[0]) + 150*uint32(p[1]) + 29*uint32(p[2])) >> 8
		c := &table[y]
		p[0], p[1], p[2] = c[0], c[1], c[2]
	}
}
