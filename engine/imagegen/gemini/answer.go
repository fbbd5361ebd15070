package gemini

import (
	"encoding/json"
	"os"
	"slices"

	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/wire"
)

// answer is what comes of one request.
type answer struct {
	title string
	price catalog.Price
	seed  uint32
	yield func(imagegen.Event, error) bool
}

// reply is the answer's fields that are of interest.
type reply struct {
	Candidates []struct {
		Content struct {
			Parts []struct {
				Text    string `json:"text"`
				Thought bool   `json:"thought"`
				Inline  inline `json:"inlineData"`
			} `json:"parts"`
		} `json:"content"`
		Finish  string `json:"finishReason"`
		Message string `json:"finishMessage"`
	} `json:"candidates"`
	Feedback struct {
		Reason  string `json:"blockReason"`
		Message string `json:"blockReasonMessage"`
	} `json:"promptFeedback"`
	Usage struct {
		Prompt     int64   `json:"promptTokenCount"`
		Candidates int64   `json:"candidatesTokenCount"`
		Thoughts   int64   `json:"thoughtsTokenCount"`
		PromptBy   []count `json:"promptTokensDetails"`
		AnswerBy   []count `json:"candidatesTokensDetails"`
	} `json:"usageMetadata"`
}

type count struct {
	Modality string `json:"modality"`
	Tokens   int64  `json:"tokenCount"`
}

// take reads the whole answer, or what was rescued of a broken one and then
// why it broke. It says whether to go on.
func (a answer) take(e wire.PictureEvent, err error) bool {
	if err != nil {
		return a.yield(nil, err)
	}
	var r reply
	if err := json.Unmarshal(e.Fields, &r); err != nil {
		drop(e.Pictures, nil)
		return a.yield(nil, problem.Wrap(err, problem.Failed, a.title+" answered in a way that cannot be read", "Choose another generator"))
	}
	file, words := r.picture(e)
	if file == nil && len(r.Candidates) == 0 && r.Feedback.Reason == "" {
		file = rescued(e)
	}
	drop(e.Pictures, file)
	if file == nil {
		return a.yield(nil, r.why(a.title, words))
	}
	return a.give(file, r.usage(), len(r.Candidates) > 0)
}

// give tells of the picture, and of the end if that was the whole answer.
func (a answer) give(file *wire.Spooled, used catalog.Usage, whole bool) bool {
	data, err := imagegen.Arrived(file)
	if err != nil {
		return a.yield(nil, err)
	}
	cost := a.price.Cost(used)
	if !a.yield(imagegen.Bytes{Data: data, Seed: a.seed, CostUSD: cost, File: file.Path()}, nil) {
		return false
	}
	return !whole || a.yield(imagegen.Done{CostUSD: cost, Usage: used}, nil)
}

// picture is the last picture that is no thought: earlier ones are drafts of
// it. Words are what came besides.
func (r reply) picture(e wire.PictureEvent) (file *wire.Spooled, words string) {
	for _, c := range r.Candidates {
		for _, p := range c.Content.Parts {
			if p.Thought {
				continue
			}
			if f := e.Picture(p.Inline.Data); f != nil && f.Size() > 0 {
				file = f
			}
			words += p.Text
		}
	}
	return file, wire.OneLine(words)
}

// rescued is the last picture of an answer that broke off.
func rescued(e wire.PictureEvent) *wire.Spooled {
	for _, f := range slices.Backward(e.Pictures) {
		if data, err := f.Bytes(); err == nil && imagegen.MediaType(data) != "" {
			return f
		}
	}
	return nil
}

// drop removes the files that nobody is given.
func drop(files []*wire.Spooled, but *wire.Spooled) {
	for _, f := range files {
		if f != but {
			_ = os.Remove(f.Path()) // a file too many does no harm
		}
	}
}

// why says what it means that no picture came.
func (r reply) why(title, words string) error {
	reason, message := r.Feedback.Reason, r.Feedback.Message
	for _, c := range r.Candidates {
		if reason == "" {
			reason, message = c.Finish, c.Message
		}
	}
	if message = wire.OneLine(message); message == "" {
		message = words
	}
	if message != "" {
		message = ": " + message
	}
	if r.Feedback.Reason != "" || refusal(reason) {
		return problem.New(problem.Refused, title+" refused this"+message, "Say it in other words")
	}
	if words != "" {
		return problem.New(problem.Failed, title+" answered in words instead of a picture"+message, "Say what the picture shows")
	}
	return problem.New(problem.Failed, title+" answered without a picture"+message, "Generate again, or choose another model")
}

// refusal says whether a reason to finish is that of a safety system.
func refusal(reason string) bool {
	switch reason {
	case "SAFETY", "IMAGE_SAFETY", "PROHIBITED_CONTENT", "IMAGE_PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "RECITATION", "IMAGE_RECITATION":
		return true
	}
	return false
}

// usage is what the server counted. Thoughts are charged as text.
func (r reply) usage() catalog.Usage {
	u := catalog.Usage{TextIn: r.Usage.Prompt, ImageOut: r.Usage.Candidates}
	if n, ok := images(r.Usage.PromptBy); ok {
		u.TextIn, u.ImageIn = r.Usage.Prompt-n, n
	}
	if n, ok := images(r.Usage.AnswerBy); ok {
		u.ImageOut, u.TextOut = n, r.Usage.Candidates-n
	}
	u.TextOut += r.Usage.Thoughts
	return u
}

// images is how many of the tokens are of pictures.
func images(counts []count) (tokens int64, ok bool) {
	for _, c := range counts {
		if c.Modality == "IMAGE" {
			tokens += c.Tokens
		}
	}
	return tokens, len(counts) > 0
}
