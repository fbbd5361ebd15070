package sketch

import "slices"

// palette is the light of a picture: what the sky looks like and what that
// light does to everything that stands under it.
type palette struct {
	sky   [5]rgb  // from the zenith down to the horizon
	light rgb     // filter over what the light falls on
	shade rgb     // filter over what it does not fall on
	haze  rgb     // what distance fades into
	fog   float64 // how soon it does, 0 to 1
	disc  rgb     // the sun or the moon
	lamps bool    // windows and lamps are lit
	dark  float64 // 0 at noon, 1 at night
	back  float64 // how much near things are silhouettes against the light
}

// hours are the skies of the day, mixed by eye.
func hours(time string) palette {
	switch time {
	case "dawn":
		return palette{sky: [5]rgb{hex(0x7f93b4), hex(0xa9b0c6), hex(0xd9b9bf), hex(0xf1cdb4), hex(0xfbe3c0)},
			light: hex(0xf7dccf), shade: hex(0x8289ad), haze: hex(0xd8c6cc), fog: 0.75, disc: hex(0xfff0d0), dark: 0.15, back: 0.2}
	case "morning":
		return palette{sky: [5]rgb{hex(0x5f9fd2), hex(0x8fc0e4), hex(0xbedde8), hex(0xeae4cc), hex(0xfce8bf)},
			light: hex(0xfff4e0), shade: hex(0x8f9dbb), haze: hex(0xcfdcdd), fog: 0.6, disc: hex(0xfff6d8)}
	case "golden":
		return palette{sky: [5]rgb{hex(0x86a5b8), hex(0xb6bcab), hex(0xe6c993), hex(0xf8bf6c), hex(0xfdda96)},
			light: hex(0xffdfa8), shade: hex(0x8b7a88), haze: hex(0xecc58e), fog: 0.65, disc: hex(0xfff3c4), dark: 0.1, back: 0.35}
	case "sunset":
		return palette{sky: [5]rgb{hex(0x8d4f74), hex(0xc05a67), hex(0xe4755a), hex(0xf49d57), hex(0xfcca73)},
			light: hex(0xffbf92), shade: hex(0x74486c), haze: hex(0xe08a68), fog: 0.6, disc: hex(0xfff0b8), dark: 0.3, back: 0.6}
	case "dusk":
		return palette{sky: [5]rgb{hex(0x24386b), hex(0x3a4f86), hex(0x65689f), hex(0xa683a6), hex(0xdca08f)},
			light: hex(0x9aa0cc), shade: hex(0x4a4f83), haze: hex(0x7d78a2), fog: 0.65, disc: hex(0xfdf3d2), lamps: true, dark: 0.6, back: 0.5}
	case "night":
		return palette{sky: [5]rgb{hex(0x0a1230), hex(0x101c42), hex(0x182a56), hex(0x233c6b), hex(0x34527f)},
			light: hex(0x5d74a8), shade: hex(0x2a3866), haze: hex(0x2c4674), fog: 0.6, disc: hex(0xfbf6df), lamps: true, dark: 1, back: 0.45}
	}
	return palette{sky: [5]rgb{hex(0x4593c8), hex(0x6fb0d8), hex(0x9ccbe3), hex(0xc5e0e6), hex(0xe6f0e6)},
		light: hex(0xfffaf0), shade: hex(0x8b9cc0), haze: hex(0xbcd6e2), fog: 0.55, disc: hex(0xfffbe0)}
}

// paletteFor mixes the palette of a brief.
func paletteFor(b *brief) palette {
	p := hours(b.time)
	p = weathered(p, b)
	if b.mood("eerie") {
		p = p.filtered(hex(0xbccbb4), 0.55).dimmed(0.25)
		p.fog += 0.15
	}
	if b.mood("sad") {
		keep := 0.6
		if b.warm() {
			keep = 0.85
		}
		p = p.filtered(hex(0xc3ccd8), 0.4*keep).greyed(keep)
	}
	if b.mood("cosy") || b.scheme("warm") {
		p = p.filtered(hex(0xffe0b8), 0.5)
	}
	if b.scheme("cool") {
		p = p.filtered(hex(0xcfe2ff), 0.6)
	}
	if b.mood("dramatic") {
		p = p.dimmed(0.12)
		p.back = min(p.back+0.2, 0.8)
	}
	if b.scheme("dark") {
		p = p.dimmed(0.3)
	}
	if b.scheme("light") {
		p = p.lifted(0.35)
	}
	if b.mood("dreamy") {
		p = p.filtered(hex(0xf3d9ff), 0.4)
		p.fog += 0.1
	}
	if b.season == "autumn" {
		p = p.filtered(hex(0xfff0dc), 0.5)
	}
	p = p.legible()
	if b.frame("silhouette") {
		p.light, p.shade = mix(p.light, hex(0x2a2434), 0.72), mix(p.shade, hex(0x1c1828), 0.8)
	}
	return p
}

// legible keeps filters that add up from drowning the picture.
func (p palette) legible() palette {
	raise := func(c rgb, least float64) rgb {
		l := c.luma()
		if l >= least {
			return c
		}
		return mix(c, rgb{0.75, 0.82, 1}, (least-l)/(0.82-l))
	}
	p.light = raise(p.light, 0.44)
	p.shade = raise(p.shade, 0.25)
	p.haze = raise(p.haze, 0.24)
	p.disc = raise(p.disc, 0.8)
	for i, least := range []float64{0.08, 0.11, 0.15, 0.2, 0.27} {
		p.sky[i] = raise(p.sky[i], least)
	}
	return p
}

func weathered(p palette, b *brief) palette {
	if b.sky("overcast") || b.sky("rain") || b.sky("snow") && p.dark < 0.5 {
		t := 0.5
		if b.sky("overcast") || b.sky("rain") {
			t = 0.8
		}
		p = p.greyed(1-t*0.75).filtered(hex(0xd5dce2), t*0.6)
		p.sky[3] = mix(p.sky[3], p.sky[2], 0.5)
		p.sky[4] = mix(p.sky[4], p.sky[3], 0.4)
	}
	if b.sky("snow") && p.dark < 0.5 {
		p = p.lifted(0.22)
	}
	if b.sky("rain") {
		p = p.dimmed(0.16)
		p.fog += 0.12
	}
	if b.sky("storm") || b.sky("lightning") {
		p = p.greyed(0.5).filtered(hex(0x8d98a8), 0.85).dimmed(0.3)
		p.sky[0] = p.sky[0].darker(0.35)
		p.sky[1] = p.sky[1].darker(0.25)
		p.dark = max(p.dark, 0.4)
	}
	if b.sky("fog") {
		p.fog = min(p.fog+0.3, 1)
		for i := range p.sky {
			p.sky[i] = mix(p.sky[i], p.haze.lighter(0.3*(1-p.dark)), 0.45)
		}
		p.haze = mix(p.haze, p.sky[4], 0.4)
	}
	return p
}

// each changes every colour of the palette.
func (p palette) each(f func(rgb) rgb) palette {
	for i := range p.sky {
		p.sky[i] = f(p.sky[i])
	}
	p.light, p.shade, p.haze, p.disc = f(p.light), f(p.shade), f(p.haze), f(p.disc)
	return p
}

func (p palette) filtered(c rgb, t float64) palette {
	return p.each(func(x rgb) rgb { return mix(x, x.times(c), t) })
}

func (p palette) dimmed(t float64) palette {
	p.dark = min(p.dark+t*0.5, 1)
	return p.each(func(x rgb) rgb { return x.darker(t) })
}

func (p palette) lifted(t float64) palette {
	return p.each(func(x rgb) rgb { return x.lighter(t) })
}

func (p palette) greyed(keep float64) palette {
	return p.each(func(x rgb) rgb { return x.saturate(keep) })
}

// lit is a colour in the light, at a depth from 0 (near) to 1 (the horizon).
func (p palette) lit(c rgb, depth float64) rgb {
	c = mix(c.times(p.light), c.times(p.shade), p.back*(1-depth)*0.6)
	return mix(c, p.haze, depth*p.fog)
}

// shadow is a colour out of the light.
func (p palette) shadow(c rgb, depth float64) rgb {
	return mix(c.times(p.shade), p.haze, depth*p.fog)
}

// glowing is a colour that gives light itself.
func (p palette) glowing() rgb { return hex(0xffd98a) }

// season changes the colour of leaves and grass.
func season(b *brief, c rgb, warm rgb) rgb {
	switch {
	case b.season == "autumn" && !slices.ContainsFunc(b.notHues, func(h hue) bool { return h.name == "orange" }):
		return mix(c, warm, 0.75)
	case b.season == "winter":
		return mix(c, hex(0xc9cfce), 0.4)
	case b.season == "spring":
		return mix(c, hex(0xa9cc6a), 0.35)
	}
	return c
}
