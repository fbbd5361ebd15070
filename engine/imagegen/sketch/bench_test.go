package sketch_test

import (
	"bytes"
	"image/png"
	"testing"

	"easel/engine/imagegen/sketch"
)

func BenchmarkPicture1024(b *testing.B) {
	for _, text := range []string{"a beach sunset", "a mountain lake, oil painting", "a forest in fog, watercolour", "a lighthouse, woodcut", "a city street at night, neon", "a village in snow, low poly"} {
		b.Run(text, func(b *testing.B) {
			for i := range b.N {
				study := sketch.Paint(text, "", 1024, 1024, uint32(i))
				var out bytes.Buffer
				if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, study.Image); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(out.Len())/1e6, "MB/picture")
			}
		})
	}
}

func BenchmarkPreview160x96(b *testing.B) {
	for i := range b.N {
		sketch.Paint("a lighthouse on a cliff at dusk, three boats, birds", "", 160, 96, uint32(i))
	}
}
