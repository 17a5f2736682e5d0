package demo

// Truth is what the files were made from, for tests that ask how much of it the
// program finds again. It is written as truth.json. Dates are ISO; lists are
// named by their date and their order within kind, counted from 1.
//
// Status follows the rule of docs/tables.md on the lists of this folder: an
// agreement is ended when three consecutive lists lack it, unconfirmed before.
type Truth struct {
	Notice      string       `json:"notice"`
	Seed        int64        `json:"seed"`
	Scale       float64      `json:"scale"`
	Lists       []List       `json:"lists"`
	Files       []File       `json:"files"`
	Agencies    []Agency     `json:"agencies"`
	Agreements  []Agreement  `json:"agreements"`
	Relabels    []Relabel    `json:"relabels"`
	Renewals    []Renewal    `json:"renewals"`
	Corrections []Correction `json:"corrections"`
	Absences    []Absence    `json:"absences"`
	Switches    []Switch     `json:"switches"`
	Pending     []Pending    `json:"pending"`
	Unreadable  []Unreadable `json:"unreadable"`
	Historical  []Historical `json:"historical"`
}

// List is one published list, however many files hold it.
type List struct {
	Kind     string `json:"kind"` // participating or pending
	Order    int    `json:"order"`
	Date     string `json:"date"`
	Era      string `json:"era"`
	Snapshot string `json:"snapshot"` // SHA-256 of its bytes
	Rows     int    `json:"rows"`     // printed, readable or not
	JEM      int    `json:"jem"`
	WSO      int    `json:"wso"`
	TFM      int    `json:"tfm"`
	Agencies int    `json:"agencies"`
	Hidden   int    `json:"hidden"` // rows hidden by a filter
	Blank    int    `json:"blank"`  // formatted rows without a value at the end
	Linked   int    `json:"linked"` // MOA cells with a target
}

// File is one workbook of a list. Trouble says how its name misleads: stale,
// wrong_year, wrong_month, extra_digit, swapped, replaced_in_place, duplicate.
type File struct {
	Path     string `json:"path"`
	Name     string `json:"name"`
	Snapshot string `json:"snapshot"`
	Kind     string `json:"kind"` // what it holds, whatever its name says
	Order    int    `json:"order"`
	ListDate string `json:"list_date"` // the true one
	Saved    string `json:"saved"`
	Trouble  string `json:"trouble,omitempty"`
	Why      string `json:"why,omitempty"`
}

// Agency is one agency with every spelling under which it was printed. Traps
// name what makes it easy to get wrong: near_names and county_and_town (two
// agencies that are not one), two_forms and machine_corruption (one that is not
// two), false_handoff (begins where another agency with its signing date ends).
type Agency struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"` // at the end
	State      string     `json:"state"`
	Kind       string     `json:"kind"`
	Level      string     `json:"level"`
	CountyFIPS string     `json:"county_fips,omitempty"`
	ORI        string     `json:"ori,omitempty"` // empty where the FBI's lists lack the agency
	Traps      []string   `json:"traps,omitempty"`
	Spellings  []Spelling `json:"spellings"`
}

// Spelling is a name exactly as printed, with the lists that print it.
type Spelling struct {
	Printed string `json:"printed"`
	State   string `json:"state_printed"` // the STATE cell beside it on the first list
	Kind    string `json:"kind"`
	First   string `json:"first"`
	Last    string `json:"last"`
	Rows    int    `json:"rows"`
}

// Agreement is one spell of an agency's agreement of one model.
type Agreement struct {
	ID           string   `json:"id"`
	Agency       string   `json:"agency"`
	Model        string   `json:"model"`
	Spell        int      `json:"spell"`
	Status       string   `json:"status"` // active, unconfirmed, ended
	Signed       []Signed `json:"signed"`
	ListedAfter  string   `json:"listed_after,omitempty"` // the list before the first; none if on the first of all
	First        string   `json:"first"`
	FirstOrder   int      `json:"first_order"`
	Last         string   `json:"last"`
	LastOrder    int      `json:"last_order"`
	AbsentFrom   string   `json:"absent_from,omitempty"`
	EndedKnown   string   `json:"ended_known,omitempty"` // the third list without it
	Lists        int      `json:"lists"`                 // that have it
	Planted      string   `json:"planted,omitempty"`
	SwitchedFrom string   `json:"switched_from,omitempty"`
	PendingSince string   `json:"pending_since,omitempty"`
}

// Signed is a signing date as printed from a list on.
type Signed struct {
	Day       string `json:"day"`
	Reading   string `json:"reading"` // first, renewal, correction
	From      string `json:"from"`
	FromOrder int    `json:"from_order"`
}

// Relabel is a handoff: one name ends where the other begins.
type Relabel struct {
	Agency   string `json:"agency"`
	Model    string `json:"model"`
	State    string `json:"state"`
	Old      string `json:"old"`
	New      string `json:"new"`
	LastOld  string `json:"last_old"`
	FirstNew string `json:"first_new"`
	Order    int    `json:"order"` // of the first list with the new name
}

// Renewal is a signing date rewritten while the agreement goes on.
type Renewal struct {
	Agreement string `json:"agreement"`
	Old       string `json:"old"`
	New       string `json:"new"`
	From      string `json:"from"`
}

// Correction is a column printed wrongly for a while. Column is state, county,
// type or signed.
type Correction struct {
	Agreement string `json:"agreement"`
	Column    string `json:"column"`
	Wrong     string `json:"wrong"`
	Right     string `json:"right"`
	First     string `json:"first"` // list with the mistake
	Last      string `json:"last"`
	Slip      bool   `json:"slip"` // of typing only: the fact was never in doubt
}

// Absence is a list or two without an agreement that comes back.
type Absence struct {
	Agreement string `json:"agreement"`
	From      string `json:"from"`
	FromOrder int    `json:"from_order"`
	Lists     int    `json:"lists"`
	Returned  string `json:"returned"`
	Why       string `json:"why"` // absent, unreadable
}

// Switch is one model ending on the list where another begins.
type Switch struct {
	Agency string `json:"agency"`
	Old    string `json:"old"`
	New    string `json:"new"`
	From   string `json:"from"`
}

// Pending is a stay on the pending lists.
type Pending struct {
	Agency    string `json:"agency"`
	Model     string `json:"model"`
	First     string `json:"first"`
	Last      string `json:"last"`
	GoneBy    string `json:"gone_by,omitempty"`
	Outcome   string `json:"outcome"` // signed, gone, open
	Agreement string `json:"agreement,omitempty"`
}

// Unreadable is a row that cannot be loaded, and why.
type Unreadable struct {
	Kind  string `json:"kind"`
	Order int    `json:"order"`
	Date  string `json:"date"`
	Row   int    `json:"row"`
	Raw   string `json:"raw"`
	Why   string `json:"why"`
}

// Historical is an agency on a list of before 2021.
type Historical struct {
	File   string `json:"file"`
	State  string `json:"state"`
	Name   string `json:"name"`
	Agency string `json:"agency,omitempty"` // if a list of ICE's has it too
	Model  string `json:"model,omitempty"`
	Signed string `json:"signed,omitempty"`
}
