package sketch

import "math"

// rgb is a colour as it lies on the paper: sRGB, 0 to 1 in each channel.
type rgb struct{ r, g, b float64 }

// hex makes a colour from 0xRRGGBB.
func hex(v uint32) rgb {
	return rgb{float64(v>>16&255) / 255, float64(v>>8&255) / 255, float64(v&255) / 255}
}

func clamp01(v float64) float64 { return min(max(v, 0), 1) }

// mix goes from a to b as t goes from 0 to 1.
func mix(a, b rgb, t float64) rgb {
	t = clamp01(t)
	return rgb{a.r + (b.r-a.r)*t, a.g + (b.g-a.g)*t, a.b + (b.b-a.b)*t}
}

// times is a filter laid over a colour: white leaves it, black blots it out.
func (c rgb) times(f rgb) rgb { return rgb{c.r * f.r, c.g * f.g, c.b * f.b} }

// luma is the perceived brightness of a colour, 0 to 1.
func (c rgb) luma() float64 { return 0.299*c.r + 0.587*c.g + 0.114*c.b }

func (c rgb) darker(t float64) rgb  { return mix(c, rgb{0.06, 0.06, 0.12}, t) }
func (c rgb) lighter(t float64) rgb { return mix(c, rgb{1, 0.98, 0.93}, t) }

// lch is a colour in OKLCh (Björn Ottosson, "A perceptual color space for image
// processing", 2020): lightness 0 to 1, chroma 0 to about 0.3, hue in radians.
type lch struct{ l, c, h float64 }

func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func gamma(v float64) float64 {
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

func (c rgb) lch() lch {
	r, g, b := linear(clamp01(c.r)), linear(clamp01(c.g)), linear(clamp01(c.b))
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	a := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	bb := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return lch{0.2104542553*l + 0.7936177850*m - 0.0040720468*s, math.Hypot(a, bb), math.Atan2(bb, a)}
}

func (o lch) rgb() rgb {
	a, bb := o.c*math.Cos(o.h), o.c*math.Sin(o.h)
	l := o.l + 0.3963377774*a + 0.2158037573*bb
	m := o.l - 0.1055613458*a - 0.0638541728*bb
	s := o.l - 0.0894841775*a - 1.2914855480*bb
	l, m, s = l*l*l, m*m*m, s*s*s
	return rgb{
		clamp01(gamma(4.0767416621*l - 3.3077115913*m + 0.2309699292*s)),
		clamp01(gamma(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s)),
		clamp01(gamma(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s)),
	}
}

// hueGap is the distance between two hues, 0 to pi.
func hueGap(a, b float64) float64 {
	d := math.Abs(math.Mod(a-b, 2*math.Pi))
	return min(d, 2*math.Pi-d)
}

// saturate scales the chroma of a colour.
func (c rgb) saturate(f float64) rgb {
	o := c.lch()
	o.c *= f
	return o.rgb()
}
