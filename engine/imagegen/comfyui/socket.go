package comfyui

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"slices"

	"easel/engine/imagegen"
	"easel/engine/wire"
)

// hear hands on what a websocket tells, until it ends or ctx does.
func hear(ctx context.Context, socket *wire.Socket) <-chan wire.Message {
	heard := make(chan wire.Message)
	go func() {
		defer close(heard)
		for {
			m, err := socket.Next(ctx)
			if err != nil {
				return
			}
			select {
			case heard <- m:
			case <-ctx.Done():
				return
			}
		}
	}()
	return heard
}

// told is one message of the websocket. Those about other runs than ours are
// not ours to look at.
type told struct {
	Type string `json:"type"`
	Data struct {
		Run   string  `json:"prompt_id"`
		Node  *string `json:"node"` // null once all are done
		Value float64 `json:"value"`
		Max   float64 `json:"max"`
	} `json:"data"`
}

// hear takes in a message.
func (u *run) hear(m wire.Message) {
	if m.Binary {
		u.preview(m.Data)
		return
	}
	var t told
	if json.Unmarshal(m.Data, &t) != nil || t.Data.Run != u.id {
		return
	}
	switch t.Type {
	case "execution_start":
		u.began = true
		u.progress(0, "")
	case "progress":
		if t.Data.Node != nil && t.Data.Max > 0 {
			u.step(*t.Data.Node, t.Data.Value/t.Data.Max)
		}
	case "executing":
		u.ended = u.ended || t.Data.Node == nil
	case "execution_success", "execution_error", "execution_interrupted":
		u.ended = true
	}
}

// step tells how far the run is when a node is as far as that: nodes that paint
// step by step take nearly all of the time.
func (u *run) step(node string, done float64) {
	if !slices.Contains(u.painting, node) {
		u.painting = append(u.painting, node)
	}
	before := float64(len(u.painting) - 1)
	u.progress((before+min(max(done, 0), 1))/float64(max(u.stages, len(u.painting))), "")
}

// The head of a binary message: what it is, and what kind of picture follows.
const (
	headLength  = 8
	previewKind = 1
	mostPreview = 8 << 20 // bytes of an unfinished picture
)

// preview shows an unfinished picture.
func (u *run) preview(data []byte) {
	if !u.began || u.partials == 0 || len(data) < headLength || len(data) > mostPreview || binary.BigEndian.Uint32(data) != previewKind {
		return
	}
	picture := data[headLength:]
	if imagegen.MediaType(picture) == "" {
		return
	}
	u.partials--
	u.tell(imagegen.Partial{Index: u.nth, Data: picture})
}
