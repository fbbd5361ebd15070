package dialog

import (
	"maps"
	"slices"
	"testing"
)

func BenchmarkView(b *testing.B) {
	s := testStyle()
	for _, name := range slices.Sorted(maps.Keys(every())) {
		b.Run(name, func(b *testing.B) {
			d := every()[name]()
			for b.Loop() {
				d.View(200, 50, s)
			}
		})
	}
}
