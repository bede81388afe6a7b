/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parser of what one clause, in lower case and with its paths marked, says about those paths. Pure functions. */
final class Grammar {
    private static final String P = MarkedText.MARK;
    private static final String VERB =
            "(?:(?:touch|edit|alter|add|refactor|work|fix|commit|reformat|overwrit|chang|writ"
                    + "|updat|delet|remov|creat|rewrit|mov|renam|replac|mak)(?:e|es|ed|ing|s|ten|ting|ted|itions?|als?|ions?)?"
                    + "|modif(?:y|ies|ied|ying|ications?)|made|put)\\b";
    private static final String NOUN = "(?:changes?|edits?|modifications?|work|diff|patch|yourself|scope|commits?|task"
            + "|writes?|editing|efforts?|it|everything)\\b";

    private static final Pattern FORGET =
            Pattern.compile("\\b(?:do not|don't|dont|never) (?:forget|hesitate|fail|neglect|omit)(?: to)?\\b");
    private static final Pattern NEEDLESS = Pattern.compile(
            "\\b(?:no need|(?:do not|don't|needn't) (?:need|have)) to\\b" + "|\\bnever mind\\b|\\bneedn't\\b");
    private static final Pattern NOT_ONLY =
            Pattern.compile("\\bnot (?:only|just)\\b|\\bread-only (?=mode|access|view)");

    private static final Pattern BUT =
            Pattern.compile("\\b(?:except(?: for| in)?|excluding|apart from|besides|aside from"
                    + "|save for|with the exception of|other than|else than|outside(?: of)?|beyond|not (?:in|under|within|inside"
                    + "|part of|listed(?: in| below)?)|(?:anything|nothing|everything|else) but)\\b");
    private static final Pattern NEVER_BEYOND = Pattern.compile("outside(?: of)?|beyond|not .*");

    private static final Pattern ACTIVE = Pattern.compile(
            "(?:\\b(?:do not|don't|dont|never|avoid|without|refrain from|must not|mustn't|should not|shouldn't|may not"
                    + "|shall not|not (?:allowed|permitted) to|(?:you|agents?) (?:can ?not|can't))\\b)"
                    + "(?:\\W+\\w+){0,3}?\\W+" + VERB
                    + "|(?<!\\b(?:is|are|has|have|with|shows?) )\\bno (?:\\w+ )?(?:changes|edits|modifications|files?)\\b");
    private static final Pattern PASSIVE = Pattern.compile(
            "\\b(?:must|may|should|can|shall|is|are)(?:not| not|n't)\\b(?:\\W+\\w+)??\\W+(?:be|to be)\\W+" + VERB);
    private static final Pattern BARE_NOT =
            Pattern.compile("^\\W*(?:(?:but|and)\\W+)?(?:not|never|no)\\W+(?:in\\W+|the\\W+)*" + P);
    private static final Pattern NOTHING = Pattern.compile("\\bnothing\\b|\\bnowhere\\b|\\bno\\b");
    private static final Pattern LEFT_ALONE = Pattern.compile(
            "\\b(?:leave|leaving|keep|keeping)\\b.*\\b(?:alone|untouched|unchanged|unmodified|intact|as is|as they are|as it is)\\b"
                    + "|\\b(?:off[- ]limits|out of scope|not in scope|forbidden|read[- ]only|frozen|hands off)\\b"
                    + "|\\b(?:stay|remain)s? (?:unchanged|untouched|unmodified|intact|as|the same)\\b"
                    + "|\\b(?:stay|keep) (?:away from|out of)\\b|^\\W*not allowed\\s*:");
    private static final Pattern ELSE = Pattern.compile("\\b(?:anything|nothing|everything|something|anywhere|nowhere"
            + "|files?|no one)(?:\\W+\\w+)?\\W+else\\b|\\belsewhere\\b|\\bthe rest\\b"
            + "|\\b(?:other|further|more|additional) (?:files?|paths?|parts?|code|folders?|director\\w+|modules?|places?"
            + "|changes?|edits?|modifications?)\\b");
    /** A property of the code, which can be kept while its file changes. */
    private static final Pattern ASPECT = Pattern.compile("\\b(?:behaviou?rs?|semantics|signatures?|interfaces?|apis?"
            + "|contracts?|meaning|outputs?|performance|callers?|names? of)\\b");

    private static final Pattern PRONOUN = Pattern.compile("\\b(?:it|that|this|them|these|those|there)\\b");
    private static final Pattern PATHS_FIRST =
            Pattern.compile("^(?:" + P + "|\\W|and|or|the|in)+(?:please\\W+)?" + "(?:do not|don't|dont|never|no)\\b.*");

    private static final String ONLY = "\\b(?:only|exclusively|solely)\\b";
    private static final String OBJECT =
            "(?:(?:in|to|on|within|inside|under|below|at|the|these|those|this|following|files?"
                    + "|paths?|folders?|director(?:y|ies)|modules?|code|tests?|new|existing)\\b|" + P + "|" + VERB
                    + "|$)";
    private static final Pattern CONFINED = Pattern.compile(ONLY + "\\W+(?:ever\\W+|be\\W+)?" + VERB
            + "|" + VERB + "(?:(?!\\b(?:that|which|when|where|because)\\b).)*" + ONLY + "(?:\\W*" + OBJECT
            + "|\\s*[,.)])"
            + "|" + ONLY + "(?:\\W+\\w+){0,5}?\\W*" + P
            + ".*\\b(?:may|can|should|must|is|are)\\b\\W+(?:\\w+\\W+){0,3}?(?:" + VERB
            + "|in scope|allowed|permitted|editable)"
            + "|^\\W*" + ONLY + "(?:\\W+(?:in|under|within|inside|the|files?|code|below|at|these))*\\W*" + P
            + "(?:\\W|\\d|and|or)*$"
            + "|" + ONLY + "\\W+(?:files?|paths?|places?|folders?|director(?:y|ies))\\b.*" + VERB
            + "|" + ONLY + "\\W+(?:allowed|permitted|supposed)\\W+to\\b"
            + "|" + ONLY + "\\W+(?:want|need|expect)\\b.*" + P + ".*" + VERB
            + "|" + ONLY + "\\W+(?:these|the following|those)\\b.*\\b(?:may|can|should|must)\\b|" + P + "\\W+only$");
    private static final Pattern LIMITED =
            Pattern.compile("\\b(?:limit|restrict|confin|constrain|keep|contain)\\w*\\W+(?:(?:all|any"
                    + "|your|the|of|its|my|our|code|file|these|this)\\W+)*" + NOUN
                    + ".*?\\b(?:to|within|inside|in|under)\\b"
                    + "|\\b" + NOUN
                    + ".{0,40}?\\b(?:limited|restricted|confined|constrained|kept|stays?|remains?)\\b(?:\\W+\\w+)?\\W+"
                    + "(?:to|within|inside|in|under)\\b"
                    + "|\\bstay(?:ing)?\\W+(?:\\w+\\W+)?(?:in|within|inside|under)\\W+(?:the\\W+)?(?:\\w+\\W+)?(?=" + P
                    + ")");
    private static final Pattern HEADING =
            Pattern.compile("^\\W*(?:in |the )*scope(?: of(?: \\w+){1,3})?(?:\\W*$|\\W*[:=]| is\\b)"
                    + "|^\\W*(?:allowed|editable|permitted|writable)\\b[^:]*:|^\\W*(?:allowed|editable|permitted) (?:files|paths)\\W*$"
                    + "|^\\W*(?:the )?(?:files?|paths?|folders?|director(?:y|ies))(?: \\w+){0,3} (?:may|can|should|to|are allowed to)"
                    + "(?: be)? " + VERB + "\\W*(?::|$)"
                    + "|^\\W*you (?:may|can) " + VERB + "\\W*:|\\bin scope\\b\\W*$|^\\W*" + P + ".*\\bin scope\\b");
    private static final Pattern ALSO = Pattern.compile("\\b(?:also|you (?:may|can)(?: also)?|free to)\\W+" + VERB);
    private static final Pattern CHANGE = Pattern.compile(
            "\\b(?:" + VERB
                    + "|(?:implement|insert|append|improve|clean|extend|introduce|correct|adjust|adapt|document|translate|bump)\\w*)");
    /** What follows explains; its paths are not those that may be changed. */
    private static final Pattern EXPLAINED =
            Pattern.compile("\\b(?:so|because|since|see|like|until|when|while|if|using|with"
                    + "|via|per|according|following(?! files| paths)|based|where|which|instead|rather|then|after|before|unlike|match\\w*"
                    + "|mirror\\w*|similar|pass(?:es)?|not)\\b");

    private static final Pattern EXCUSED =
            Pattern.compile("\\b(?:because|since|instead|so that|use)\\b|\\b(?:when|while) \\w+ing\\b");

    private Grammar() {}

    static List<Statement> read(String clause) {
        if (found(NEEDLESS, clause)) {
            return List.of();
        }
        String text = NOT_ONLY.matcher(FORGET.matcher(clause).replaceAll(" ")).replaceAll(" ");
        Matcher but = BUT.matcher(text);
        return but.find() ? exception(text, but) : List.of(plain(text));
    }

    /** Reads "nothing outside these" and "these, but not those". */
    private static List<Statement> exception(String text, Matcher but) {
        String head = text.substring(0, but.start());
        String tail = text.substring(but.end());
        boolean forbids = found(ACTIVE, head)
                || found(NOTHING, head)
                || found(LEFT_ALONE, text)
                || found(PASSIVE, text)
                || but.group().startsWith("nothing")
                || but.group().startsWith("anything");
        if (forbids) {
            return List.of(new Statement(Statement.Kind.ALLOW, before(EXPLAINED, tail)));
        }
        if (NEVER_BEYOND.matcher(but.group()).matches()) {
            return List.of(plain(text));
        }
        List<Statement> both = new ArrayList<>(List.of(plain(head)));
        if (found(CHANGE, head) || both.get(0).kind() == Statement.Kind.ALLOW) {
            both.add(new Statement(Statement.Kind.DENY, tail));
        }
        return both;
    }

    private static Statement plain(String text) {
        boolean forbids = found(ACTIVE, text) || found(LEFT_ALONE, text) || found(PASSIVE, text);
        if ((forbids || found(NOTHING, text)) && found(ELSE, text)) {
            return new Statement(Statement.Kind.CLOSE, forbids ? "" : before(ELSE, text));
        }
        if (forbids || found(BARE_NOT, text)) {
            return new Statement(Statement.Kind.DENY, denied(text));
        }
        return allowed(text);
    }

    private static String denied(String text) {
        Matcher active = ACTIVE.matcher(text);
        Matcher passive = PASSIVE.matcher(text);
        if (passive.find()) {
            String head = text.substring(0, passive.start());
            String tail = text.substring(passive.end());
            return MarkedText.marks(head) ? head : tail.strip().startsWith(":") ? tail : "";
        }
        if (!active.find()) {
            return text;
        }
        String tail = before(EXCUSED, text.substring(active.start()));
        if (MarkedText.marks(tail)) {
            String upToPath = tail.split(P, 2)[0];
            return found(ASPECT, upToPath) ? "" : tail;
        }
        boolean meansHead = PATHS_FIRST.matcher(text).matches() || found(PRONOUN, text.substring(active.start()));
        return meansHead ? text.substring(0, active.start()) : "";
    }

    private static Statement allowed(String text) {
        Matcher heading = HEADING.matcher(text);
        if (heading.find()) {
            return new Statement(Statement.Kind.ALLOW, before(EXPLAINED, text));
        }
        Matcher limited = LIMITED.matcher(text);
        if (limited.find()) {
            return new Statement(Statement.Kind.ALLOW, before(EXPLAINED, text.substring(limited.end())));
        }
        if (found(CONFINED, text)) {
            return new Statement(Statement.Kind.ALLOW, confinedTo(text));
        }
        Matcher change = CHANGE.matcher(text);
        if (!change.find()) {
            return new Statement(Statement.Kind.MENTION, "");
        }
        String object = before(EXPLAINED, text.substring(change.start()));
        if (found(ALSO, text)) {
            return new Statement(Statement.Kind.ADD, object);
        }
        return new Statement(Statement.Kind.MENTION, MarkedText.marks(object) ? object : text);
    }

    /** {@return what stands after the "only", or before it when nothing does} */
    private static String confinedTo(String text) {
        Matcher only = Pattern.compile(ONLY).matcher(text);
        int at = only.find() ? only.start() : 0;
        String tail = before(EXPLAINED, text.substring(at));
        return MarkedText.marks(tail) ? tail : before(EXPLAINED, text.substring(0, at));
    }

    private static String before(Pattern end, String text) {
        Matcher matcher = end.matcher(text);
        return matcher.find() ? text.substring(0, matcher.start()) : text;
    }

    private static boolean found(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }
}
