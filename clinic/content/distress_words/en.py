"""Words of acute distress in English."""

from clinic.content.distress_words.starting import StartingWords

PHRASES = """\
suicide
suicides
suicidal
suicidality
suicidally
kill myself
killing myself
killed myself
kill himself
killing himself
killed himself
kill herself
killing herself
killed herself
kill themselves
killing themselves
killed themselves
please kill me
kill me now
somebody kill me
want someone to kill me
kms
unalive
end my life
ending my life
end my own life
ending my own life
end his life
end her life
end their life
ended his life
ended her life
ended their life
end it all
ending it all
end everything
ending everything
want to end it
want it to end
want it all to end
want everything to end
want everything to stop
want it to be over
want it all to be over
want my life to be over
take my life
taking my life
take my own life
taking my own life
take his own life
take her own life
take their own life
took his own life
took her own life
took their own life
want to die
wants to die
wanted to die
wanting to die
rather die
ready to die
prepared to die
wish to die
wish i could die
wish i would die
wish i had died
wish i was dead
wish i were dead
never been born
wish i were never born
wish i was never born
wish i did not exist
hope i die
hope to die
want to be dead
wants to be dead
rather be dead
better off dead
be better dead
better off without me
be better without me
world without me
wish i would not wake up
hope i do not wake up
hope i never wake up
not want to wake up
never want to wake up
never wake up
sleep forever
sleep and not wake up
not want to live
not want to be alive
not wanting to live
never want to live
not wish to live
no longer want to live
not want to exist
not want to be here
does not want to be here
no longer want to be here
not want to go on
not want to be in this world
not want to be on this earth
want to stop existing
want to stop living
want to disappear
want to vanish
no reason to live
no reason to be alive
no reason to go on
no will to live
lost the will to live
nothing to live for
no point living
no point in living
no point being alive
no point in being alive
no point going on
no point in going on
why should i live
why am i alive
why go on living
life is not worth
life not worth living
life is pointless
not worth living
hate being alive
hate living
hate my life
hate that i am alive
tired of living
tired of being alive
tired of life
sick of living
sick of being alive
done with life
done living
finished with life
give up on life
giving up on life
given up on life
can not live like this
can not live anymore
can not go on
can not keep going
can not carry on
can not take it anymore
can not take this anymore
can not take anymore
can not do this anymore
can not do it anymore
can not bear it anymore
can not bear to live
can not stand it anymore
can not cope anymore
no way out
only way out
burden to everyone
burden on everyone
burden to my family
burden on my family
nobody would miss me
nobody will miss me
nobody would care if i died
nobody would notice if i died
if i died
if i were dead
if i was dead
if i was gone
if i were gone
if i was not here
if i was not around
if i disappeared
thoughts of death
thoughts of dying
thoughts of ending
thoughts about dying
thoughts about killing
thinking about dying
thinking of dying
thinking about ending
thinking of ending
think about dying
think of dying
think about ending it
how to die
how can i die
how do i die
ways to die
way to die
painless death
die painlessly
die without pain
die in my sleep
lethal dose
lethal amount
fatal dose
deadly dose
enough to kill me
how much to kill
many pills to die
many pills would kill
many tablets to die
many tablets would kill
how much would kill
overdose
overdosed
overdosing
overdoses
od on
took all my pills
took all my tablets
took all my medication
taken all my pills
taken all my tablets
taken all my medication
take all my pills
take all my tablets
swallowed all my
took too many pills
took too many tablets
taken too many pills
taken too many tablets
hang myself
hanging myself
hanged himself
hanged herself
shoot myself
shooting myself
shot himself
shot herself
drown myself
drowning myself
poison myself
poisoning myself
jump off a bridge
jumping off a bridge
jump from a bridge
jump off a building
jump off a roof
jump in front of
jumping in front of
drive into a tree
crash my car
cut myself
cutting myself
cuts myself
cuts herself
cuts himself
cutting herself
cutting himself
cutting themselves
cut my wrists
cut my wrist
slit my wrists
slit my wrist
slitting my wrists
cut my arms
cutting my arms
burn myself
burning myself
hurt myself
hurting myself
hurts herself
hurts himself
hurting herself
hurting himself
harm myself
harming myself
harmed myself
harms herself
harms himself
harming herself
harming himself
harming themselves
harm themselves
self harm
self harms
self harmed
self harming
selfharm
selfharming
self injury
self injure
self injuring
self mutilation
goodbye note
goodbye letter
goodbye letters
say goodbye forever
goodbye forever
voices telling me to
voices tell me to
voices say i should
want to kill someone
want to kill my
going to kill someone
want to hurt someone
going to hurt someone
might hurt someone
afraid i will hurt
scared i will hurt
hurt my baby
harm my baby
hurt my child
harm my child
been raped
was raped
raped me
in a crisis
i am in crisis
is in crisis
mental health crisis
crisis line
crisis lines
crisis team
crisis number
crisis helpline
crisis hotline
crisis text line
helpline
helplines
hotline
samaritans
need help right now
need urgent help
need someone to talk to
"""

NO_DISTRESS = """\
career suicide
commercial suicide
political suicide
professional suicide
social suicide
suicide squad
suicide doors
suicide inhibitor
suicide inhibition
suicide substrate
suicide gene
suicide mission
kill myself laughing
killing myself laughing
hurt myself laughing
want to die laughing
want to die of laughter
want to die of embarrassment
wanted to die of embarrassment
wants to die at home
want to die at home
shoot myself in the foot
shooting myself in the foot
shot himself in the foot
shot herself in the foot
cut myself shaving
cut myself while shaving
cut myself cooking
cut myself while cooking
cut myself off
cut myself a slice
cut myself a piece
cut myself a break
cut myself some slack
cut myself on glass
cut myself on paper
cut myself on a can
cut myself on the can
burn myself out
burning myself out
burn myself on the stove
burn myself on the oven
burn myself while cooking
hurt myself at the gym
hurt myself at work
hurt myself running
hurt myself exercising
hurt myself lifting
hurt myself playing
hurt myself falling
hurt myself when i fell
no way out of the contract
can not go on holiday
can not go on a
can not go on an
can not go on the
can not go on my
can not go on with the appointment
can not go on vacation
can not go on paying
can not carry on working
can not carry on driving
can not carry on luggage
can not keep going back
can not keep going to
jump in front of the queue
jump in front of the line
not want to go on holiday
not want to go on a
not want to go on an
not want to go on the
not want to go on medication
not want to go on antidepressants
not want to go on tablets
not want to live near
not want to live with my parents
not want to live with my ex
not want to live with him
not want to live with her
not want to live in a city
not want to live in this city
not want to live in this town
not want to live in this house
not want to live in this country
not want to live at home
not want to live alone
not want to be here on time
not want to be here late
want to disappear from social media
want it to end well
end everything on
booking hotline
sales hotline
"""

PLAIN_FORMS = {
    # Contractions, with or without their apostrophe, and what people type for them.
    "aint": "am not",
    "arent": "are not",
    "cannot": "can not",
    "cant": "can not",
    "cnt": "can not",
    "didnt": "did not",
    "doesnt": "does not",
    "dont": "do not",
    "dnt": "do not",
    "havent": "have not",
    "id": "i would",
    "do nt": "do not",
    "im": "i am",
    "isnt": "is not",
    "ive": "i have",
    "lifes": "life is",
    "shes": "she is",
    "hes": "he is",
    "theres": "there is",
    "theyre": "they are",
    "wasnt": "was not",
    "werent": "were not",
    "wont": "will not",
    "wouldnt": "would not",
    "youre": "you are",
    "gonna": "going to",
    "gunna": "going to",
    "wanna": "want to",
    "wan na": "want to",
    "tryna": "trying to",
    "gotta": "got to",
    "any more": "anymore",
    "any longer": "anymore",
    "for ever": "forever",
    "my self": "myself",
    "him self": "himself",
    "her self": "herself",
    "no one": "nobody",
    "noone": "nobody",
    "no body": "nobody",
    "good bye": "goodbye",
    "help line": "helpline",
    "hot line": "hotline",
    "over dose": "overdose",
    "un alive": "unalive",
    "some one": "someone",
    "somebody": "someone",
    "every one": "everyone",
    "everybody": "everyone",
    # Short forms.
    "2 die": "to die",
    "2 kill": "to kill",
    "2 live": "to live",
    "2 end": "to end",
    "b dead": "be dead",
    "b here": "be here",
    "u": "you",
    "ur": "your",
    "r": "are",
    "n": "and",
    "wnt": "want",
    "wnat": "want",
    "watn": "want",
    "whant": "want",
    "wants 2": "wants to",
    "want 2": "want to",
    # Misspellings.
    "commited": "committed",
    "dieing": "dying",
    "diying": "dying",
    "dyeing": "dying",
    "deid": "died",
    "fotever": "forever",
    "kill mysel": "kill myself",
    "kill mself": "kill myself",
    "kill meself": "kill myself",
    "kill mysef": "kill myself",
    "kill myslef": "kill myself",
    "klil": "kill",
    "myslef": "myself",
    "mysef": "myself",
    "myselfe": "myself",
    "myselve": "myself",
    "meself": "myself",
    "mself": "myself",
    "liv": "live",
    "lfe": "life",
    "lief": "life",
    "overdoze": "overdose",
    "overdoes": "overdose",
    "self harem": "self harm",
    "sewerslide": "suicide",
    "sewercide": "suicide",
    "scuicide": "suicide",
    "scuicidal": "suicidal",
    "siucidal": "suicidal",
    "siucide": "suicide",
    "socicide": "suicide",
    "soicide": "suicide",
    "sucidal": "suicidal",
    "sucide": "suicide",
    "su cide": "suicide",
    "s icide": "suicide",
    "sui cide": "suicide",
    "suacide": "suicide",
    "suecide": "suicide",
    "sueicidal": "suicidal",
    "sueicide": "suicide",
    "suicdal": "suicidal",
    "suicde": "suicide",
    "suicidle": "suicidal",
    "suicidel": "suicidal",
    "suicied": "suicide",
    "suicud": "suicide",
    "suicude": "suicide",
    "suisidal": "suicidal",
    "suiside": "suicide",
    "suside": "suicide",
    "susidal": "suicidal",
    "suecidal": "suicidal",
    "suacidal": "suicidal",
    "sulcide": "suicide",
    # Words that add nothing.
    "actually": "",
    "anyway": "",
    "bloody": "",
    "damn": "",
    "even": "",
    "fckin": "",
    "fcking": "",
    "freaking": "",
    "frigging": "",
    "fuckin": "",
    "fucking": "",
    "honestly": "",
    "just": "",
    "like really": "",
    "literally": "",
    "maybe": "",
    "really": "",
    "rly": "",
    "seriously": "",
    "simply": "",
    "so": "",
    "sometimes": "",
    "still": "",
    "truly": "",
    "very": "",
}

WORDS = StartingWords(PHRASES, NO_DISTRESS, PLAIN_FORMS)
