package sketch

// prepare sets how shapes are laid for the medium: how uneven their edges are
// and how much of the brush shows in them.
func prepare(s *scene) {
	switch s.b.medium {
	case "watercolour":
		s.tex, s.wobble = 0.7, 0.0038
	case "oil":
		s.tex, s.wobble = 1.3, 0.003
	case "pastel":
		s.tex = 1.2
	case "ink", "pencil":
		s.tex, s.wobble = 0.2, 0.0018
	case "pixel", "lowpoly", "print", "neon":
		s.tex, s.wobble = 0.15, 0
	case "comic":
		s.tex, s.wobble = 0.1, 0.0012
	case "woodcut":
		s.tex, s.wobble = 0.2, 0.0035
	case "photo", "blackwhite":
		s.tex, s.wobble = 0.45, 0.001
	case "postcard":
		s.tex = 0.6
	}
}

// finish turns the flat study into the medium that was asked for, then bends
// it to a single family of colours where the text wants one.
func finish(s *scene) {
	switch s.b.medium {
	case "watercolour":
		finishWatercolour(s)
	case "oil":
		finishOil(s)
	case "pastel":
		finishPastel(s)
	case "ink":
		finishInk(s)
	case "pencil":
		finishPencil(s)
	case "pixel":
		finishPixel(s)
	case "lowpoly":
		finishLowPoly(s)
	case "woodcut":
		finishWoodcut(s)
	case "print":
		finishPrint(s)
	case "comic":
		finishComic(s)
	case "neon":
		finishNeon(s)
	case "photo", "blackwhite":
		finishPhoto(s)
	case "postcard":
		finishPostcard(s)
	default:
		grain(s.canvas, 1)
	}
	if tones := ramp(s.b); tones != nil {
		applyRamp(s.img, tones)
	}
}
