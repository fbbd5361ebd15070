package openai_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/promptgen/openai"
)

// specVariable names the environment variable with the path of OpenAI's
// published OpenAPI file.
const specVariable = "EASEL_OPENAI_SPEC"

// TestRequestsKeepOpenAIsSpecification checks each sort of request that is
// sent against the schema that OpenAI publishes.
func TestRequestsKeepOpenAIsSpecification(t *testing.T) {
	path := os.Getenv(specVariable)
	if path == "" {
		t.Skip(specVariable + " names no copy of OpenAI's OpenAPI file")
	}
	doc, err := openapi3.NewLoader().LoadFromFile(path)
	if err != nil {
		t.Fatal(err)
	}
	schema := doc.Components.Schemas["CreateChatCompletionRequest"]
	if schema == nil {
		t.Fatal("the file has no CreateChatCompletionRequest")
	}
	temperature := 0.0
	m := serve(t,
		says("no JSON at all"), says(whole("Yes.", sea(), night())), // json_schema, and a repair with json_object
		says("no JSON at all"), says(whole("Yes.", sea(), night()))) // json_object, and a repair without a form
	g := generator(t, m, func(o *openai.Options) { o.Temperature, o.Effort = &temperature, "none" })
	for range 2 {
		refine(t, g, promptgen.Request{Message: "a sea", Variations: 1, Current: prompt.Prompt{Text: "A sea."},
			Conversation: []promptgen.Turn{{Message: "sea", Reply: "Yes."}}})
	}
	if len(m.got) != 4 {
		t.Fatalf("%d requests", len(m.got))
	}
	for i, s := range m.got {
		raw, err := json.Marshal(s.raw)
		if err != nil {
			t.Fatal(err)
		}
		var value any
		if err := json.Unmarshal(raw, &value); err != nil {
			t.Fatal(err)
		}
		if err := schema.Value.VisitJSON(value); err != nil {
			t.Errorf("request %d (%s): %v", i, s.format(), err)
		}
	}
}
