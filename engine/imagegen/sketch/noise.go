package sketch

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"sync"
)

// source gives every element of a picture dice of its own, so that what one
// element draws never moves another, and size never changes a choice.
type source struct{ key, seed uint64 }

func (s source) dice(element string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(element))
	return rand.New(rand.NewPCG(s.key^h.Sum64(), s.seed*0x9e3779b97f4a7c15+s.key))
}

// between draws a number from lo to hi.
func between(r *rand.Rand, lo, hi float64) float64 { return lo + (hi-lo)*r.Float64() }

// oneOf draws one of several.
func oneOf[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

func lattice(x, y int32, key uint32) float64 {
	h := uint32(x)*0x85ebca6b ^ uint32(y)*0xc2b2ae35 ^ key*0x27d4eb2f
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	h *= 0x297a2d39
	h ^= h >> 15
	return float64(h>>8) / (1 << 24)
}

// noise is smooth value noise, 0 to 1.
func noise(x, y float64, key uint32) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int32(fx), int32(fy)
	tx, ty := x-fx, y-fy
	tx, ty = tx*tx*(3-2*tx), ty*ty*(3-2*ty)
	a := lattice(ix, iy, key) + (lattice(ix+1, iy, key)-lattice(ix, iy, key))*tx
	b := lattice(ix, iy+1, key) + (lattice(ix+1, iy+1, key)-lattice(ix, iy+1, key))*tx
	return a + (b-a)*ty
}

// rough is noise of several octaves, about -1 to 1.
func rough(x, y float64, octaves int, key uint32) float64 {
	sum, amp, total := 0.0, 1.0, 0.0
	for i := range octaves {
		sum += amp * (noise(x, y, key+uint32(i)*101)*2 - 1)
		total += amp
		x, y, amp = x*2.03, y*2.03, amp*0.5
	}
	return sum / total
}

const tileSide = 256

// tile is a texture that repeats, each value -127 to 127.
type tile [tileSide * tileSide]int8

type tileSet struct {
	grain  tile // paper tooth
	streak tile // bristles drawn sideways
	blotch tile // pigment that settled unevenly
}

// tiles are constants in all but name: too large to write down, made once.
var tiles = sync.OnceValue(func() *tileSet {
	r := rand.New(rand.NewPCG(0x6561, 0x7365))
	set := &tileSet{}
	white := make([]float64, tileSide*tileSide)
	for i := range white {
		white[i] = r.Float64()*2 - 1
	}
	set.grain = normal(blurred(white, 1, 1))
	set.streak = normal(added(blurred(white, 38, 1), blurred(white, 9, 1), 0.45))
	set.blotch = normal(added(blurred(blurred(white, 22, 22), 9, 9), blurred(white, 5, 5), 0.12))
	return set
})

func added(a, b []float64, t float64) []float64 {
	ta, tb := normal(a), normal(b)
	out := make([]float64, len(a))
	for i := range out {
		out[i] = float64(ta[i]) + float64(tb[i])*t
	}
	return out
}

// blurred is a box blur that wraps around, rx and ry texels to each side.
func blurred(in []float64, rx, ry int) []float64 {
	pass := func(in []float64, radius, step, line int) []float64 {
		out := make([]float64, len(in))
		for l := range tileSide {
			at := func(i int) float64 { return in[l*line+(i&(tileSide-1))*step] }
			sum := 0.0
			for i := -radius; i <= radius; i++ {
				sum += at(i)
			}
			for i := range tileSide {
				out[l*line+i*step] = sum
				sum += at(i+radius+1) - at(i-radius)
			}
		}
		return out
	}
	return pass(pass(in, rx, 1, tileSide), ry, tileSide, 1)
}

// normal scales values so that most lie within -127 to 127.
func normal(in []float64) tile {
	mean, dev := 0.0, 0.0
	for _, v := range in {
		mean += v / float64(len(in))
	}
	for _, v := range in {
		dev += (v - mean) * (v - mean) / float64(len(in))
	}
	dev = math.Sqrt(dev)
	var t tile
	for i, v := range in {
		t[i] = int8(math.Round(min(max((v-mean)/dev*50, -127), 127)))
	}
	return t
}
