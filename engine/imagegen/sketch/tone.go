package sketch

import "image"

// expose prints the study at the right strength, as a darkroom does: filters
// that add up leave pictures flat or drowned. What is meant to be dark, foggy
// or muted stays so.
func expose(s *scene) {
	lo, hi, mean, chroma := meter(s.img)
	wantLo, wantHi, wantMean := int32(40), int32(232), int32(88)
	b := s.b
	switch {
	case s.b.trait("seamless") && s.near == "tabletop" && !b.scheme("dark") && len(b.hues) == 0:
		wantHi, wantMean = 248, 196
	case s.near == "cave":
		wantLo, wantMean = 26, 62
	case s.pal.dark > 0.75:
		wantHi, wantMean = 190, 60
	case s.pal.dark > 0.35:
		wantHi, wantMean = 205, 72
	}
	if b.sky("fog") {
		wantLo = 64
	}
	if b.scheme("dark") || b.sky("storm") {
		wantHi, wantMean = 178, 58
	}
	if b.scheme("light") || b.sky("snow") || s.near == "snowfield" || b.scheme("pastel") {
		wantLo = 84
	}
	from, to := float64(lo), float64(max(hi, lo+24))
	toLo, toHi := from-min(max(from-float64(wantLo), 0), 36), max(to, float64(wantHi))
	gain := min((toHi-toLo)/(to-from), 2)
	// A picture never gets darker by this.
	lift := lifting(toLo+(float64(mean)-from)*gain, max(float64(wantMean), float64(mean)))
	var curve [256]int32
	for i := range curve {
		v := clamp01((toLo + (float64(i)-from)*gain) / 255)
		curve[i] = int32(255 * (v + lift*v*(1-v)))
	}
	applyExposure(s.img, &curve, fading(b, chroma))
}

// lifting is how much the middle tones must rise for a mean.
func lifting(mean, want float64) float64 {
	return min(max((want-mean)/want, 0)*1.1, 0.9)
}

// fading is how much colour is added at most, in parts of 256, to a picture that has
// less of it than its text wants.
func fading(b *brief, chroma int32) int32 {
	if b.scheme("muted") && !b.warm() || b.scheme("mono") || b.scheme("pastel") || b.medium == "blackwhite" || b.only {
		return 0
	}
	want := int32(52)
	if b.sky("fog") || b.sky("snow") || b.sky("rain") || b.sky("overcast") || b.mood("sad") || b.mood("eerie") {
		want = 30
	}
	return min(max(want-chroma, 0)*256/max(chroma, 12), 120)
}

// meter measures a picture: the tones below and above which lies one pixel in
// fifty, the mean tone and the mean colourfulness.
func meter(img *image.RGBA) (lo, hi, mean, chroma int32) {
	var count [256]int32
	var n, sum, colour int32
	for i := 0; i+4 <= len(img.Pix); i += 4 * 7 {
		p := img.Pix[i : i+4]
		y := lumaOf(p)
		count[min(max(y, 0), 255)]++
		colour += int32(max(p[0], p[1], p[2])) - int32(min(p[0], p[1], p[2]))
		sum += y
		n++
	}
	at := func(part int32) int32 {
		seen := int32(0)
		for y, c := range count {
			if seen += c; seen > part {
				return int32(y)
			}
		}
		return 255
	}
	return at(n / 50), at(n - n/50 - 1), sum / max(n, 1), colour / max(n, 1)
}

// applyExposure moves every pixel along a curve of tones and adds colour.
func applyExposure(img *image.RGBA, curve *[256]int32, colour int32) {
	for i := 0; i+4 <= len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		y := lumaOf(p)
		to := curve[y]
		// What has colour enough gets none; colour grows with the light.
		own := int32(max(p[0], p[1], p[2])) - int32(min(p[0], p[1], p[2]))
		k := 256 + colour*max(128-own, 0)>>7
		if to > y && y > 0 {
			k = k * min(to*256/y, 256+max(164-own, 0)) >> 8
		}
		for c := range 3 {
			p[c] = uint8(min(max(to+(int32(p[c])-y)*k>>8, 0), 255))
		}
	}
}
