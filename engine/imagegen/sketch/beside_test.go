package sketch_test

import (
	"bytes"
	"sync"
	"testing"

	"easel/engine/imagegen/sketch"
)

// TestSketchesAreDrawnSideBySide draws several at once, as the screen does: what
// they share is made once and then only read. The race detector looks on.
func TestSketchesAreDrawnSideBySide(t *testing.T) {
	texts := []string{"a beach at sunset, gouache", "a street in the rain, neon, photo", "a portrait of a keeper, ink", "a bowl of lemons, linocut"}
	together := make([]sketch.Study, len(texts))
	var all sync.WaitGroup
	for i, text := range texts {
		all.Go(func() { together[i] = sketch.Paint(text, "", 96, 64, 1) })
	}
	all.Wait()
	for i, text := range texts {
		if alone := sketch.Paint(text, "", 96, 64, 1); !bytes.Equal(alone.Image.Pix, together[i].Image.Pix) {
			t.Errorf("%s: it is another picture when others are drawn beside it", text)
		}
	}
}
