package find

import "strings"

// The words that the rules know: those of the language and of such documents,
// never the name of one person or organisation.

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[strings.ReplaceAll(w, "_", " ")] = true
	}
	return m
}

var (
	abbreviations = set(`rep reps sen sens sec gov govs dr mr mrs ms jr sr st lt sgt capt col gen maj atty supt rev hon prof messrs
		jan feb mar apr jun jul aug sept sep oct nov dec inc corp co ltd v vs no nos dept assn univ
		ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo`)
	domains       = set(`com org net gov us edu mil info`)
	opensSentence = set(`the a an he she it they we this that these those his her its their our but and in on at for as if when while last there both i you`)

	// lowerInNames may stand inside a person's name.
	lowerInNames = set(`de del de_la la van von der den bin ibn al el da dos di du`)
	suffixes     = set(`jr sr ii iii iv esq md phd`)

	// titles stand before a name.
	titles = set(`rep reps representative representatives congressman congresswoman congressmember congressmembers sen sens senator senators president
		vice-president secretary sec director administrator commissioner commissioners governor gov govs mayor mayors sheriff sheriffs undersheriff chief judge justice
		general solicitor chairman chairwoman chair chairperson speaker leader councilmember councilman councilwoman councilor supervisor supervisors captain capt
		lieutenant lt sergeant sgt deputy officer dr mr mrs ms mx rev reverend pastor bishop archbishop rabbi imam professor prof spokesperson spokesman spokeswoman counsel attorney
		commander superintendent warden constable honorable marshal ambassador assemblymember assemblyman assemblywoman delegate alderman treasurer comptroller controller
		clerk major colonel detective trooper inspector minister`)
	honorifics = set(`dr mr mrs ms mx honorable hon`)
	plurals    = map[string]string{"reps": "Rep.", "representatives": "Representative", "sens": "Sen.", "senators": "Senator", "congressmembers": "Congressmember", "govs": "Gov.",
		"mayors": "Mayor", "sheriffs": "Sheriff", "supervisors": "Supervisor", "commissioners": "Commissioner", "messrs": "Mr."}
	// beforeTitle may open a title: Acting Secretary, Deputy Chief, Lt. Gov.
	beforeTitle = set(`acting deputy assistant associate former then-acting vice under first senior county state u.s us district city national attorney executive general lt
		then then-deputy ex interim chief secretary solicitor police fire lieutenant policy legal managing regional field press undersheriff`)

	// roleHeads end the words for an office or a job.
	roleHeads = set(`director president counsel attorney lawyer strategist coordinator manager organizer organiser officer secretary chair chairman chairwoman chairperson
		co-chair co-director co-founder founder ceo cfo coo advocate analyst fellow associate spokesperson spokesman spokeswoman sheriff undersheriff chief mayor governor senator representative
		congressman congresswoman judge justice commissioner supervisor administrator professor researcher scholar historian economist editor reporter pastor bishop rabbi imam minister general solicitor
		treasurer clerk superintendent warden deputy lieutenant captain sergeant commander head leader member advisor adviser consultant specialist scientist
		author partner executive vice-president organizer paralegal physician doctor nurse teacher resident legislator councilmember assemblymember lobbyist liaison
		prosecutor defender auditor inspector ambassador trustee chancellor provost dean principal investigator litigator secretary-general`)
	rolePrepositions = set(`of at for with from in to on`)

	// orgHeads end the name of a body (… Center, … Coalition) or begin one (Department of …).
	orgHeads = set(`center centre council coalition campaign project union alliance association institute foundation fund committee subcommittee caucus conference
		network society league federation agency bureau office department division commission service services board authority university college school court
		guild group partnership initiative collaborative congress house senate legislature workers clinic church diocese ministry times post news chronicle
		tribune journal company corporation inc llc llp defenders teamsters police jail prison administration assembly enforcement patrol corps
		parliament academy laboratory hospital forum trust consortium task_force force party organization organisation movement collective brotherhood sisterhood chapter
		directorate command secretariat unit cooperative chamber bar`)
	// orgOpeners take what follows "of", "for" or "on" into the name.
	orgOpeners = set(`department office bureau center centre council coalition campaign institute committee subcommittee board division university house court alliance
		association federation league society union conference commission ministry college school agency fund network directorate police city_council supervisors
		commissioners defenders academy union chamber`)
	bodiesAlone = set(`congress senate`)
	notInOrg    = set(`january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
		re subject from to cc dear sincerely contact`)
	placeWords = set(`street avenue road boulevard floor suite drive lane county city state states d.c washington`)
	// states are where offices are, and no bodies of the kind that is looked for.
	states = set(`alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
		minnesota mississippi missouri montana nebraska nevada new_hampshire new_jersey new_mexico new_york north_carolina north_dakota ohio oklahoma oregon pennsylvania rhode_island south_carolina south_dakota
		tennessee texas utah vermont virginia washington west_virginia wisconsin wyoming united_states puerto_rico`)
	// notAcronym are capitals that name no body.
	notAcronym = set(`u.s us usa u.k uk eu d.c dc am pm a.m p.m covid id ids faq pdf moa moas mou foia lgbtq lgbtqi daca tps ok tv re cc pr ceo cfo coo ii iii iv vi vii viii ix
		i-247 i-247a u.s.c usc cfr n.y l.a ngo ngos fy dna gps qa q&a asap ad bc po hr sb ab hb jem wso tfm dui dwi er it's est edt pst pdt cst cdt esq llm
		immediate release for media press contact statement update breaking news memorandum date from to subject background summary conclusion introduction notice`)

	months = map[string]int{"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
		"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
	weekdays = map[string]int{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6}

	// saidVerbs join a speaker and words.
	saidVerbs = set(`said says say wrote writes write states state stated explained explains added adds noted notes note declared announced told tells argued argues warned warns commented continued concluded
		remarked emphasized stressed tweeted posted testified insisted acknowledged observed responded replied asked asks claimed claims concludes highlight highlights reads read observes
		reiterated affirmed recalled recounted described describes called calls`)
	// speechActs are other verbs whose subject owns the words quoted after them.
	speechActs = set(`committed commits promised promises pledged pledges vowed vows urged urges urge demanded demands warned accused accuses praised praises criticized criticised condemned condemns
		dismissed denounced dubbed termed characterized found finds concluded recommended recommends directed directs requires required reported reports alleged alleges labeled labelled defended touted hailed blasted denied ruled held`)
	// speakers are nouns for who or what may speak.
	speakerNouns = set(`letter memo memorandum report statement order guidance group groups lawmakers members senators representatives coalition organizations organisations officials office
		department agency agencies spokesperson spokesman spokeswoman sheriff sheriffs advocates republicans democrats attorneys generals council board court judge judges complaint lawsuit brief policy
		signers signatories authors governors mayors plaintiffs organizers petition study researchers resolution website editorial administration union counsel directive county city legislators commissioners supervisors
		contract agreement motion opinion ruling inspector auditors audit experts critics supporters opponents secretary president governor mayor attorney deputies`)

	auxiliaries = set(`is are was were be been being has have had do does did will would can could may might must shall should ought`)
	stopWords   = set(`the a an and or but of to in on at by for with from as that which who whom whose this these those it its his her their our your my he she they we you i
		is are was were be been being has have had do does did will would can could may might must shall should not no nor so if then than when while where because into over under
		after before between during about against through up down out off such also only just any all each both more most other some there here what how why very`)
	prepositions = set(`of to in on at by for with from as into over under after before between during about against through across around within without toward towards since until upon among amid despite
		including include following regarding concerning per via`)
	determiners = set(`the a an this that these those his her its their our your my every each any some no another such both all`)
	pronouns    = set(`he she they we i it you`)
	// notCommon are single capitals at the start of a sentence that are no name.
	sentenceOpeners = set(`the a an this that these those in on at by for with from as if when while since after before during under over through between among according although though because despite
		however meanwhile instead also but and or so yet still now then today yesterday tomorrow last next more most many much few several some all both each every any no not nor neither either it its he his she her they their we our you your i my
		there here what who why how where which programs local state federal ending support supporters lawmakers members officials groups other others under once only even rather additionally furthermore moreover finally
		first second third earlier recently later numerous millions thousands hundreds dozens nearly about approximately roughly overall together using given like unlike please thank contact posted issue re subject background media press statement update
		for_immediate_release dear sincerely respectfully signed is are was were be do does did has have had can could will would should must may might let until unless whether upon without within because another such`)
)

// givenNames are frequent given names of people in the United States (Social
// Security Administration, names by decade), in lower case: with a capitalised
// word after it, one is a person's name by form.
var givenNames = set(`james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george
	edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose henry adam
	douglas nathan peter zachary kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan
	juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny luis carlos jorge pedro miguel ramon rafael hector raul oscar mario ricardo manuel francisco antonio angel victor martin
	mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia
	kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan
	evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa
	diana natalie brittany charlotte marie kayla alexis lori rosa carmen ana guadalupe lucia elena sofia mike bill bob jim tom dan dave steve chris matt tony greg jeff ben sam nick pat ed ted ron ken don rick jan sue kate kathy barack kamala hillary
	joaquin alejandro alejandra eduardo fernando javier sergio roberto jaime pablo andres diego gustavo ernesto marco gilbert leticia letitia veronica monica claudia yolanda silvia irene norma adriana adriano esther eva lillian
	rob phil fred howard stanley leonard clarence earl glenn leroy marcus theodore clifford curtis derek derrick darnell jerome maurice tyrone andre dwayne craig todd chad shane corey travis dale dean wesley lee grant neil
	wendy tammy tracy dawn tina jill robin peggy crystal gladys rita dana holly tiffany april vanessa erica erin shannon monique latoya tanya kristen kristin katie leah jane ellen elaine sally joanne gail paula connie`)
