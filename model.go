package detangle

import "strings"

// Model is the support type of a 287(g) agreement.
type Model string

// The three models, as ICE has published them since 2019.
const (
	JEM Model = "JEM" // jail enforcement model
	WSO Model = "WSO" // warrant service officer
	TFM Model = "TFM" // task force model
)

// Models lists the models in the order pages and tables show them.
var Models = []Model{TFM, WSO, JEM}

// Name returns the model's name in the publisher's words.
func (m Model) Name() string {
	switch m {
	case JEM:
		return "Jail Enforcement Model"
	case WSO:
		return "Warrant Service Officer"
	case TFM:
		return "Task Force Model"
	}
	return string(m)
}

// ParseModel maps a printed support type to its Model by its first word, which
// holds for every spelling on the published lists ("Jail Enforcment Model ",
// "Warrant Services Officer", "Task Force Officer ").
func ParseModel(printed string) (Model, bool) {
	words := strings.Fields(strings.ToLower(printed))
	if len(words) == 0 {
		return "", false
	}
	switch words[0] {
	case "jail", "jem":
		return JEM, true
	case "warrant", "wso":
		return WSO, true
	case "task", "tfm":
		return TFM, true
	}
	return "", false
}
