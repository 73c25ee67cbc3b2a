/**
 * What guessing programs try first: words that people start from (below), with what they put around them. A word
 * stands for itself, doubled, with up to six digits or signs before or after it, and with digits for letters.
 */
export function isCommonPassword(password: string, names: readonly string[] = []): boolean {
  const plain = password.normalize('NFKC').toLowerCase().trim()
  const letters = undisguised(plain)
  if (isRepetition(plain) || isRun(plain)) return true
  const candidates = new Set([plain, letters, core(plain), core(letters), undisguised(core(plain))])
  const own = names.map((name) => name.toLowerCase()).filter((name) => name.length >= 3)
  return [...candidates].some(
    (candidate) => WORDS.has(candidate) || WORDS.has(halved(candidate)) || own.includes(candidate),
  )
}

// "Summer2026!" -> "summer". Six characters around a word add almost nothing; more may be a phrase of its own.
function core(text: string): string {
  return text.replace(/^[^\p{L}]{0,6}(?=\p{L})/u, '').replace(/(?<=\p{L})[^\p{L}]{1,6}$/u, '')
}

// "p4$$w0rd" -> "password"
function undisguised(text: string): string {
  const disguises: Readonly<Record<string, string>> = {
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '@': 'a',
    $: 's',
    '!': 'i',
  }
  return text.replaceAll(/[0134578@$!]/g, (sign) => disguises[sign] ?? sign).replaceAll(/[\s._-]/g, '')
}

function halved(text: string): string {
  const half = text.slice(0, text.length / 2)
  return text === half + half ? half : ''
}

/** "aaaaaaaa", "abababab", "12341234": a piece of at most four characters, over and over. */
function isRepetition(text: string): boolean {
  return [1, 2, 3, 4].some(
    (length) =>
      text ===
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length),
  )
}

/** "12345678", "87654321", "abcdefgh", "qwertzui", "1q2w3e4r": a walk along the alphabet or the keyboard. */
function isRun(text: string): boolean {
  return RUNS.some((run) => {
    const round = run + run
    return round.includes(text) || [...round].reverse().join('').includes(text)
  })
}

const RUNS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1q2w3e4r5t6y7u8i9o0p',
  '1q2w3e4r5t6z7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '147258369',
  '159753',
  '1234qwerasdfzxcv',
  'a1b2c3d4e5f6g7h8i9',
  '123abc456def',
]

const WORDS = new Set(
  `
  password passw0rd passwort kennwort motdepasse contrasena senha parola hallo hello welcome willkommen bienvenue
  bienvenido admin administrator root user guest test testing tester demo default changeme changeit letmein login
  logon secret geheim private master superuser supervisor manager service system server database oracle mysql
  postgres cisco linux windows microsoft google apple facebook twitter instagram linkedin amazon netflix youtube
  samsung android iphone computer internet network security company office qwerty qwertz azerty qwertyui
  qwertyuiop asdfgh asdfghjk asdfghjkl zxcvbn zxcvbnm yxcvbnm qazwsx qazwsxedc wsxedc qweasd qweasdzxc qwert asdf
  zxcv abcdef abcdefg abcdefgh abcabc aabbcc iloveyou iloveu loveyou ichliebedich schatz liebe love lovely lover
  sweetheart darling honey baby babygirl babyboy princess prinzessin prince queen angel engel devil teufel
  sunshine sonnenschein moonlight starlight rainbow flower blume butterfly schmetterling summer sommer winter
  spring fruehling autumn herbst january february march april may june july august september october november
  december monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag
  samstag sonntag dragon drache monkey affe tiger lion loewe panther eagle adler falcon wolf bear horse pferd
  dolphin delfin kitten kitty puppy doggy hunter jaguar mustang ferrari porsche mercedes bmw audi toyota honda
  yamaha harley corvette camaro chevy ford nissan football fussball soccer baseball basketball hockey tennis golf
  golfer rugby cricket boxing liverpool chelsea arsenal manchester barcelona realmadrid juventus bayern borussia
  dortmund schalke hamburg berlin muenchen london paris madrid newyork chicago boston dallas texas florida
  california america germany deutschland austria schweiz france england canada mexico brazil india china russia
  ukraine poland spain italy batman superman spiderman ironman hulk wolverine joker starwars startrek skywalker
  yoda vader matrix pokemon pikachu mario zelda sonic minecraft fortnite roblox warcraft starcraft counterstrike
  playstation xbox nintendo gandalf hobbit frodo harrypotter hogwarts dumbledore naruto sasuke goku michael
  jessica ashley jennifer jordan daniel joshua matthew andrew anthony robert charlie thomas william david joseph
  christopher nicholas jonathan brandon justin ryan michelle amanda nicole samantha elizabeth stephanie melissa
  sarah laura anna maria julia sophie sophia emma hannah lena lisa sabine petra claudia andrea martina susanne
  stefan markus martin peter hans klaus juergen wolfgang alexander alexandra sebastian maximilian tobias florian
  philipp benjamin patrick dennis marcel oliver christian christina matthias andreas franziska katharina tigger
  pepper ginger buster bailey maggie rocky rocket lucky max bella coco simba shadow buddy cookie cookies chocolate
  schokolade cheese pizza banana orange cherry strawberry pineapple coffee kaffee whiskey vodka beer bier money
  geld dollar euro diamond silver golden platinum crystal phoenix thunder lightning storm hurricane tornado ocean
  island paradise heaven himmel freedom freiheit peace frieden jesus christ jesuschrist church kirche blessed
  faith hope glory victory champion winner killer warrior soldier sniper ninja samurai knight pirate cowboy
  gangster hacker hacker1 access accessgranted opensesame sesame abracadabra blink182 metallica nirvana slipknot
  eminem beatles elvis madonna beyonce rihanna justinbieber onedirection ladygaga michaeljackson whatever trustno1
  trustnoone nothing something anything everything forever together always never fuckyou fuckoff asshole bitch
  bullshit shithead biteme sexy sexygirl pussy pornhub playboy hottie loser idiot stupid dumbass purple yellow
  green blue black white blackberry mickey minnie donald goofy snoopy garfield scooby bambi cinderella snowwhite
  familie family freunde friends bestfriend mother father mama papa mutter vater sister brother schwester bruder
  grandma oma opa geburtstag birthday christmas weihnachten halloween newyear student teacher schule school
  college university hochschule doctor nurse lawyer engineer pilot captain general president kanzler bewerbung
  karriere career copilot jobsearch careercopilot stellenangebot arbeit arbeitsamt jobcenter recruiter resume
  lebenslauf correcthorsebatterystaple correcthorse letmeinplease pleaseletmein temppassword temporary initial
  einstieg passwordpassword mypassword mypass mypasswort thepassword newpassword neuespasswort oldpassword
  yourpassword nopassword password1password supersecret topsecret strenggeheim geheimnis sicherheit zugang
  anmelden benutzer benutzername username voyager enterprise hallohallo hellohello testtest adminadmin rootroot
  qwerqwer asdfasdf zxcvzxcv abcdabcd lovelove babybaby blabla blablabla lalala hahaha hihihi nananana bananas
  jackson jefferson lincoln washington kennedy clinton obama trump merkel einstein newton mozart beethoven picasso
  vincent leonardo michelangelo raphael hermann schneider mueller schmidt weber fischer becker hoffmann sunflower
  rosebud daisy jasmine lily violet marigold magnolia lavender bluebird redbird redsox yankees lakers cowboys
  steelers packers eagles raiders broncos patriots giants dolphins panthers tigers bulldogs bulldog wildcats
  spartan trojan viking
  `
    .trim()
    .split(/\s+/),
)
