package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/config"
	"easel/engine/keys"
	"easel/engine/library"
	"easel/engine/promptgen"
)

// services are the generators of this machine's settings, asked over its
// network, with the keys that are found on it.
func services(settings config.Loaded, paths config.Paths) *engine.Services {
	own := make([]catalog.Own, len(settings.Profiles))
	for i, p := range settings.Profiles {
		own[i] = catalog.Own(p)
	}
	return engine.NewServices(engine.ServiceParts{
		Own: own, Keys: keys.New(os.Getenv, keys.System(), paths.KeysFile()),
		Env: os.Getenv, Spool: filepath.Join(paths.DataDir, "arriving"), Told: instructions(paths),
		Quirks: keptFile(filepath.Join(paths.DataDir, "servers.json")), Workflows: workflows(paths), Now: time.Now, NewID: newID,
	})
}

// keptFile keeps a text that is no loss.
type keptFile string

// mostKept is how long such a text may be, in bytes.
const mostKept = 1 << 20

func (f keptFile) Read() ([]byte, error) {
	file, err := os.Open(string(f))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, mostKept))
}

// Write puts the text in the place of the one before, whole or not at all.
func (f keptFile) Write(text []byte) error {
	file, err := os.CreateTemp(filepath.Dir(string(f)), ".servers-*")
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), string(f))
	}
	if err != nil {
		_ = os.Remove(file.Name()) // nobody needs half of it
	}
	return err
}

// instructionsFolder is the folder, beside the config file, whose files replace
// what chat models are told. It need not exist.
func instructionsFolder(paths config.Paths) string {
	return filepath.Join(filepath.Dir(paths.ConfigFile), "instructions")
}

func instructions(paths config.Paths) fs.FS { return os.DirFS(instructionsFolder(paths)) }

// workflows is the folder, beside the config file, of a person's own workflows
// for ComfyUI. It need not exist.
func workflows(paths config.Paths) fs.FS {
	return os.DirFS(filepath.Join(filepath.Dir(paths.ConfigFile), "workflows"))
}

// budget is what the settings let a person spend.
func budget(settings config.Loaded, now func() time.Time) func() library.Budget {
	return func() library.Budget {
		t := now()
		return library.Budget{Session: settings.BudgetSession, Day: settings.BudgetDay,
			DayBegan: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())}
	}
}

// tellPrice tells what messages to a chat model cost about, before anything is
// sent, and gives it. Naming the generator is the consent.
func (a *app) tellPrice(to promptgen.PromptGenerator, requests ...promptgen.Request) catalog.Estimate {
	total := catalog.Nothing()
	for _, r := range requests {
		total = total.Plus(engine.MessageEstimate(to, r))
	}
	if !total.Free() {
		a.note(fmt.Sprintf("%s to %s: %s.", counted(len(requests), "message"), to.Info().Name, total))
	}
	return total
}
