package wire

import (
	"context"
	"errors"
	"io"
	"iter"

	"github.com/sashabaranov/go-openai"

	"easel/engine/secret"
)

// Piece is what one event of a chat brings. Empty fields brought nothing.
type Piece struct {
	Text      string              // the next piece of the reply
	Reasoning string              // the next piece of what the model thinks; no part of the reply
	Refusal   string              // the next piece of a refusal, which comes instead of a reply
	Finish    openai.FinishReason // why the reply ended; in the last piece but for Usage
	Usage     *openai.Usage       // in the last piece, where the server counts
}

// Chat sends a chat and gives the reply piece by piece, streamed where the
// server can. The sequence ends after a Piece with Finish, or with an error, a
// *problem.Problem; what came before it stays good. Breaking off closes the
// connection.
func (c *Client) Chat(ctx context.Context, r openai.ChatCompletionRequest, extra Extra) iter.Seq2[Piece, error] {
	return func(yield func(Piece, error) bool) {
		ctx, cancel := context.WithCancel(withExtra(ctx, extra))
		defer cancel()
		stream, err := c.openai.CreateChatCompletionStream(ctx, r)
		if err != nil {
			yield(Piece{}, c.ended(ctx, err))
			return
		}
		defer stream.Close()
		text, reasoning := redactor{key: c.options.Key}, redactor{key: c.options.Key}
		for {
			chunk, err := stream.Recv()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				if rest := (Piece{Text: text.rest(), Reasoning: reasoning.rest()}); rest != (Piece{}) && !yield(rest, nil) {
					return
				}
				yield(Piece{}, c.ended(ctx, err))
				return
			}
			p := pieceOf(chunk)
			p.Text, p.Reasoning = text.next(p.Text, p.Finish != ""), reasoning.next(p.Reasoning, p.Finish != "")
			p.Refusal = c.words.redact(p.Refusal)
			if p != (Piece{}) && !yield(p, nil) {
				return
			}
		}
	}
}

// pieceOf reads the first choice of a chunk: more are never asked for.
func pieceOf(chunk openai.ChatCompletionStreamResponse) Piece {
	p := Piece{Usage: chunk.Usage}
	for _, choice := range chunk.Choices {
		if choice.Index == 0 {
			p.Text += choice.Delta.Content
			p.Reasoning += choice.Delta.ReasoningContent
			p.Refusal += choice.Delta.Refusal
			p.Finish = choice.FinishReason
		}
	}
	return p
}

// redactor takes a key out of a text that comes in pieces, also when it is
// split over them.
type redactor struct {
	key  secret.Key
	held string
}

func (r *redactor) next(piece string, last bool) string {
	text := r.key.Redact(r.held + piece)
	n := 0
	if !last {
		n = r.key.Held(text)
	}
	r.held = text[len(text)-n:]
	return text[:len(text)-n]
}

func (r *redactor) rest() string { return r.next("", true) }
