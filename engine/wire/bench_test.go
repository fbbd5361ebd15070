package wire_test

import (
	"fmt"
	"io"
	"net/http"
	"testing"
)

// BenchmarkChat is the cost of a token from the socket to the caller, in short
// and in long answers: it must not grow with the length.
func BenchmarkChat(b *testing.B) {
	const token = `data: {"id":"chatcmpl-0123456789","object":"chat.completion.chunk","created":1790000000,"model":"gpt-6-luna","choices":[{"index":0,"delta":{"content":"word "},"logprobs":null,"finish_reason":null}]}` + "\n\n"
	for _, tokens := range []int{2000, 100000} {
		b.Run(fmt.Sprint(tokens, " tokens"), func(b *testing.B) {
			s := server(b, func(w http.ResponseWriter, _ *http.Request) {
				for range tokens {
					_, _ = io.WriteString(w, token)
				}
				_, _ = io.WriteString(w, stop+done)
			})
			c := client(b, s.URL)
			for range b.N {
				for _, err := range c.Chat(b.Context(), request(), nil) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
		})
	}
}
