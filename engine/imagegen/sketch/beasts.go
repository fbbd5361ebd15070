package sketch

import "slices"

// brow is where the hat of an animal sits, in the units of its silhouette: the
// top of its head, and how broad it is there.
type brow struct{ x, y, w float64 }

var brows = map[string]brow{
	"cat": {33, 15, 40}, "dog": {96, 12, 44}, "fox": {106, 15, 34}, "wolf": {108, 14, 38}, "bear": {118, 13, 40}, "rabbit": {58, 20, 28},
	"owl": {31, 10, 44}, "penguin": {30, 6, 34}, "frog": {60, 8, 30}, "robot": {42, 14, 52}, "panda": {46, 6, 56}, "monkey": {46, 8, 54},
	"pig": {98, 18, 36}, "mouse": {70, 16, 24}, "snowman": {35, 8, 40}, "hedgehog": {84, 30, 30}, "duck": {60, 8, 26}, "hen": {60, 8, 24},
}

// dressUp puts a hat that an animal wears on it: then it is no thing of its own.
func (b *brief) dressUp() {
	if len(b.subjects) < 2 {
		return
	}
	if _, ok := brows[b.subjects[0].shape]; !ok {
		return
	}
	b.subjects = slices.DeleteFunc(b.subjects, func(s subject) bool {
		worn := slices.Contains([]string{"hat", "tophat", "crown"}, s.name) && slices.Contains([]string{"wearing", "wears", "with", "in"}, s.after)
		if worn {
			b.hat = &s
		}
		return worn
	})
}

// outfitted stamps an animal, with its hat on and its book before it.
func (s *scene) outfitted(sub subject, shape string, x, y, w float64, flip bool, depth float64, own *rgb, lean float64) {
	s.stampTurned(shape, x, y, w, flip, depth, own, lean)
	if s.b.subjects[0].name != sub.name || shape != sub.shape {
		return
	}
	sh := silhouettes()[shape]
	f := w / max(sh.w, sh.h)
	if at, ok := brows[shape]; ok && s.b.hat != nil {
		dx := (at.x - sh.w/2) * f
		if flip {
			dx = -dx
		}
		s.stampTurned(s.b.hat.shape, x+dx, y-(sh.h-at.y)*f, at.w*f*1.2, flip, depth, s.b.hat.colour, 0)
	}
	if s.b.trait("reading") {
		s.stamp("openbook", x+dir(flip)*w*0.12, y+0.02, max(w*0.62, 0.12), flip, depth, nil)
	}
}

// dir is 1 for what faces right and -1 for what is flipped.
func dir(flip bool) float64 {
	if flip {
		return -1
	}
	return 1
}

// beastRider is the animal that rides, and what it rides on; ok is false where
// none does.
func (s *scene) beastRider() (rider, mount subject, ok bool) {
	if !s.b.trait("riding") || len(s.b.in("figure")) > 0 || len(s.b.subjects) < 2 || s.b.subjects[0].place != "animal" || !slices.Contains([]stage{landscape, street}, s.stage()) {
		return subject{}, subject{}, false
	}
	for _, sub := range s.b.subjects[1:] {
		if _, fits := saddles[sub.shape]; fits && slices.Contains([]string{"animal", "vehicle"}, sub.place) {
			return s.b.subjects[0], sub, true
		}
	}
	return subject{}, subject{}, false
}

// mounted sets an animal on its mount, which stands at x, y with a size.
func (s *scene) mounted(rider, mount subject, x, y, size float64, flip bool, depth float64, own *rgb) {
	sh := silhouettes()[mount.shape]
	f := size / max(sh.w, sh.h)
	seat := saddles[mount.shape]
	// A cat is small on a horse, and a bear not larger than its bicycle.
	size *= min(max(1.4*rider.size/mount.size, 0.35), 0.8)
	s.stampTurned(rider.shape, x+dir(flip)*(seat.x-sh.w/2)*f, y-(sh.h-seat.y)*f+0.02, size, flip, depth, own, -0.12*dir(flip))
}
