package wire_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/sashabaranov/go-openai"

	"easel/engine/problem"
	"easel/engine/wire"
)

// Each of these streams is read in a wrong way by go-openai alone: the same
// stream goes through it bare, and the outcome must be another one.
func TestStreamsThatGoOpenAIMisreads(t *testing.T) {
	cases := map[string]struct {
		handler http.HandlerFunc
		text    string
		kind    problem.Kind // empty for no error
		says    string
		is      error
	}{
		"closed without an end":      {handler: stream(said), text: "Hello", kind: problem.Failed, says: "cut off", is: wire.ErrCut},
		"closed in a line":           {handler: stream(said + `data: {"choi`), text: "Hello", kind: problem.Failed, says: "cut off", is: wire.ErrCut},
		"done without a reason":      {handler: stream(said + done), text: "Hello", kind: problem.Failed, says: "cut off", is: wire.ErrCut},
		"last line without its end":  {handler: stream(said + strings.TrimSpace(stop)), text: "Hello"},
		"error with a space":         {handler: stream(said + `data: { "error" : {"message":"overloaded","code":502}}` + "\n\n"), text: "Hello", kind: problem.Failed, says: "overloaded"},
		"error that is not first":    {handler: stream(said + `data: {"id":"x","choices":[],"error":{"message":"overloaded"}}` + "\n\n"), text: "Hello", kind: problem.Failed, says: "overloaded"},
		"error after a comment":      {handler: stream(": ping\n\n" + said + `data: {"error":{"message":"overloaded"}}` + "\n\n"), text: "Hello", kind: problem.Failed, says: "overloaded"},
		"error after an event name":  {handler: stream("event: error\n" + `data: {"message":"overloaded"}` + "\n\n"), kind: problem.Failed, says: "overloaded"},
		"error as a text":            {handler: stream(`data: {"error":"overloaded"}` + "\n\n"), kind: problem.Failed, says: "overloaded"},
		"many comments":              {handler: stream(strings.Repeat(": OPENROUTER PROCESSING\n\n", 1000) + normal), text: "Hello"},
		"data over lines":            {handler: stream("data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"Hello\"}}]}\n\n" + stop), text: "Hello"},
		"data that is empty":         {handler: stream("data:\n\ndata: \n\n" + normal), text: "Hello"},
		"one answer as JSON":         {handler: answer(200, `{"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":{"total_tokens":7}}`), text: "Hello"},
		"an error as JSON":           {handler: answer(200, `{"error":{"message":"overloaded"}}`), kind: problem.Failed, says: "overloaded"},
		"a failure that is a text":   {handler: answer(500, `{"error":"overloaded"}`), kind: problem.Failed, says: "overloaded"},
		"a failure of vLLM":          {handler: answer(422, `{"detail":[{"loc":["body"],"msg":"too many words","type":"value_error"}]}`), kind: problem.Failed, says: "too many words"},
		"a failure in a list":        {handler: answer(400, `[{"error":{"message":"API key not valid","code":400}}]`), kind: problem.NotConfigured, says: "API key not valid"},
		"a page":                     {handler: answer(502, `<html>Bad Gateway</html>`), kind: problem.Failed, says: "web page"},
		"not modified":               {handler: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(304) }, kind: problem.Failed, says: "304"},
		"another name for reasoning": {handler: stream(`data: {"choices":[{"index":0,"delta":{"content":"","reasoning":"hm"}}]}` + "\n\n" + normal), text: "Hello"},
		"content as parts":           {handler: stream(`data: {"choices":[{"index":0,"delta":{"content":[{"type":"text","text":"Hello"}]}}]}` + "\n\n" + stop), text: "Hello"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := server(t, c.handler)
			got := chat(t.Context(), client(t, s.URL), nil)
			if got.text != c.text {
				t.Errorf("text %q, want %q", got.text, c.text)
			}
			switch {
			case c.kind == "" && got.err != nil:
				t.Errorf("failed: %v", got.err)
			case c.kind != "":
				wantProblem(t, got.err, c.kind, c.says)
			}
			if c.is != nil && !errors.Is(got.err, c.is) {
				t.Errorf("%v is not %v", got.err, c.is)
			}
			alone := bare(t, s.URL)
			var api *openai.APIError
			tells := c.kind == "" && alone.err == nil || c.is == nil && errors.As(alone.err, &api) && strings.Contains(api.Message, c.says)
			if tells && alone.text == got.text && alone.reasoning == got.reasoning && alone.finish == got.finish {
				t.Errorf("go-openai alone does as well: %+v", alone)
			}
		})
	}
}

// bare is the same chat without our transport.
func bare(t *testing.T, base string) (got chatted) {
	t.Helper()
	config := openai.DefaultConfig(canary)
	config.BaseURL = base + "/v1"
	var stream *openai.ChatCompletionStream
	if stream, got.err = openai.NewClientWithConfig(config).CreateChatCompletionStream(t.Context(), request()); got.err != nil {
		return got
	}
	defer stream.Close()
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return got
		}
		if got.err = err; err != nil {
			return got
		}
		for _, choice := range chunk.Choices {
			got.text += choice.Delta.Content
			got.reasoning += choice.Delta.ReasoningContent
			got.finish += choice.FinishReason
		}
	}
}
