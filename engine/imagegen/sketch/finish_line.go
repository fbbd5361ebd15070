package sketch

// finishInk draws the picture with a pen: outlines, hatching for the darks,
// solid black for the darkest, bare paper for the rest.
func finishInk(s *scene) {
	c := s.canvas
	lines := c.edges(0.0036)
	soft := blurredImage(c.img, max(int(c.px*0.006), 1))
	lo, hi := tonalRange(soft.Pix)
	w := c.img.Rect.Dx()
	paper, ink := hex(0xf6f1e4).bytes(), hex(0x1d1c24).bytes()
	gap := c.px * 0.0105
	c.each(func(x, y int, p []uint8) {
		tone := (lumaOf(soft.Pix[4*(y*w+x):][:4]) - lo) * 255 / max(hi-lo, 1)
		p[0], p[1], p[2] = uint8(paper[0]), uint8(paper[1]), uint8(paper[2])
		fx, fy := float64(x), float64(y)
		shake := c.px * 0.002 * (noise(fx/c.px*14, fy/c.px*14, 3)*2 - 1)
		ink1 := hatch((fx*0.55+fy)/1.14+shake, gap, 168-tone, 118, c.px)
		ink2 := hatch((fx-fy*0.8)/1.28+shake, gap, 108-tone, 90, c.px)
		ink3 := hatch(fy+shake, gap*0.9, 62-tone, 60, c.px)
		cover := max(ink1, ink2, ink3, int32(lines[y*w+x]))
		if tone < 20 {
			cover = 255
		}
		set(p, ink, cover)
	})
	c.border(0.03, 0.006, hex(0xf6f1e4), uint32(s.src.seed))
	grain(c, 0.8)
}

// hatch is the cover, 0 to 255, of parallel lines at a place across them; want
// is how dark it should be, full when the lines are thickest.
func hatch(at, gap float64, want, full int32, px float64) int32 {
	if want <= 0 {
		return 0
	}
	f := at / gap
	f -= float64(int(f))
	if f < 0 {
		f++
	}
	half := (0.08 + 0.3*min(float64(want)/float64(full), 1)) / 2
	d := f - 0.5
	if d < 0 {
		d = -d
	}
	edge := (half-d)*gap + 0.5
	return int32(255 * clamp01(edge))
}

// tonalRange is between which values most of the picture lies.
func tonalRange(pix []uint8) (lo, hi int32) {
	var counts [256]int
	total := 0
	for i := 0; i+3 < len(pix); i += 4 * 37 {
		counts[lumaOf(pix[i:i+4])]++
		total++
	}
	sum := 0
	lo, hi = 0, 255
	for v, n := range counts {
		if sum <= total*2/100 {
			lo = int32(v)
		}
		if sum < total*92/100 {
			hi = int32(v)
		}
		sum += n
	}
	return lo, max(hi, lo+40)
}

// finishPencil draws with graphite: grey outlines, tone rubbed and hatched into
// the tooth of the paper.
func finishPencil(s *scene) {
	c := s.canvas
	t := tiles()
	lines := c.edges(0.003)
	soft := blurredImage(c.img, max(int(c.px*0.003), 1))
	lo, hi := tonalRange(soft.Pix)
	w := c.img.Rect.Dx()
	paper, lead := hex(0xf4f1ea).bytes(), hex(0x34343a).bytes()
	c.each(func(x, y int, p []uint8) {
		tone := (lumaOf(soft.Pix[4*(y*w+x):][:4]) - lo) * 255 / max(hi-lo, 1)
		dark := 255 - min(max(tone, 0), 255)
		dark = dark * (150 + dark*105/255) / 255 // half-tones stay light, so that forms stand out
		tooth := int32(t.grain[c.texel(x, y)])
		st := int32(t.streak[c.texel(x-y*2/3, y+x)])
		cover := dark*3/4 + (tooth+st*2)*min(dark, 120)/170
		line := int32(lines[y*w+x]) * (190 + tooth) / 255
		p[0], p[1], p[2] = uint8(paper[0]), uint8(paper[1]), uint8(paper[2])
		set(p, lead, min(max(cover, line, 0), 255))
	})
	c.border(0.03, 0.035, hex(0xf4f1ea), uint32(s.src.seed))
	grain(c, 1)
}

// finishNeon keeps the night and lets every outline glow.
func finishNeon(s *scene) {
	c := s.canvas
	w, h := c.img.Rect.Dx(), c.img.Rect.Dy()
	lines := c.edges(0.0032)
	halo := softened(softened(lines, w, h, max(int(c.px*0.012), 1)), w, h, max(int(c.px*0.012), 1))
	tubes := [][3]int32{hex(0xff3fa4).bytes(), hex(0x35e0ff).bytes(), hex(0xb45cff).bytes(), hex(0xff8a3c).bytes()}
	night := [2]rgb{hex(0x120a2c), hex(0x3c2a78)}
	c.each(func(x, y int, p []uint8) {
		i := y*w + x
		l := lumaOf(p)
		base := mix(night[0], night[1], float64(l)/255).bytes()
		bright := max(l-150, 0) * 2
		set(p, base, 214-min(bright, 120))
		// The tube's colour belongs to a part of the picture, not to a shape, so
		// that lines that meet agree.
		f := noise(float64(x)/c.px*2.3, float64(y)/c.px*2.3, uint32(s.src.key)) * 1.999
		k := int(f * 2)
		tube := tubes[k&3]
		set(p, tube, min(int32(halo[i])*2, 170))
		set(p, tube, int32(lines[i]))
		if lines[i] > 150 {
			set(p, [3]int32{255, 240, 255}, (int32(lines[i])-150)*3/2)
		}
	})
}
