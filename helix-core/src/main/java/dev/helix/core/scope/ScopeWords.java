/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import java.util.List;
import java.util.Set;

/**
 * The words by which a request is searched for confinements; the lists stand in {@code docs/writing-requests.md}.
 *
 * <p>They are generous on purpose: a word too many asks the host once more, a word too few would let an agent touch what
 * it was told not to.
 */
final class ScopeWords {
    /** Words of restriction. */
    private static final Set<String> RESTRICTION = words("""
            only olny onyl just solely exclusively merely purely strictly specifically sole alone
            not dont donot cannot cant wont mustnt shouldnt doesnt didnt isnt arent wasnt havent hasnt neednt n't
            never no none nothing nobody neither nor nowhere non
            avoid avoiding refrain prevent skip skipping ignore ignoring omit exclude excludes excluded excluding except
            excepted besides barring minus sans unless without w/o w/out
            leave leaves leaving keep keeps keeping kept stay stays staying remain remains stick steer preserve retain
            maintain protect protected spare
            limit limits limited limiting restrict restricts restricted restricting restriction restrictions confine
            confined constrain constrained constraint constraints contained
            outside beyond within elsewhere aside apart rather instead
            untouched untouchable unchanged unmodified unaltered unaffected intact frozen freeze locked taboo sacred
            off-limits hands hands-off read-only readonly forbidden forbid prohibited prohibit disallowed allowed
            permitted banned ban scope in-scope out-of-scope boundary boundaries off-bounds stop concentrate
            touch touching touched touches don'ts donts nope no-go preserved same rejected excl careful beware immutable holy
            pretend belongs owned else's blacklist whitelist denylist allowlist editable writable nein h\u00e4nde weg
            nur nicht kein keine keinen ohne au\u00dfer ausser niemals ausschlie\u00dflich lass lassen finger
            seulement uniquement sauf rien jamais pas ne solo s\u00f3lo solamente \u00fanicamente nunca excepto salvo ning\u00fan
            soltanto non mai tranne apenas somente s\u00f3 n\u00e3o nao exceto alleen niet geen behalve tylko nie opr\u00f3cz
            bara inte endast kun ikke sadece de\u011fil \u0442\u043e\u043b\u044c\u043a\u043e \u043d\u0435 \u043a\u0440\u043e\u043c\u0435 \u0431\u0435\u0437
            """);
    /** Signs of restriction in scripts that put no blanks between words, and pictures. */
    private static final List<String> RESTRICTION_SIGNS = List.of(
            "\u53ea",
            "\u4ec5",
            "\u50c5",
            "\u4e0d",
            "\u522b",
            "\u5225",
            "\u52ff",
            "\u9664",
            "\u9650",
            "\u306e\u307f",
            "\u3060\u3051",
            "\u4ee5\u5916",
            "\u306a\u3044",
            "\u307e\u305b\u3093",
            "\ub9cc ",
            "\u274c",
            "\u26d4",
            "\ud83d\udeab",
            "\ud83d\udd12",
            "\u270b");
    /** After "not" or "only", these describe a defect or a wish and confine nothing. */
    private static final Set<String> DESCRIBED = words("""
            work works working compile compiles compiling build start starts run runs load loads loaded found find exist
            exists existing null empty set defined initialised initialized available shown show shows displayed display
            render renders rendered rounded sorted escaped closed close closes called thrown caught logged authenticated
            authorised authorized signed valid validated enough zero true equal match matches matching respond responding
            throw throws return returns print prints parse parses parsed encoded trimmed crash crashes fail fails occur
            occurs happen happens appear appears pass passes possible supported installed configured connected forget hesitate sure
            """);
    /** Words for places in a tree. */
    private static final Set<String> PLACE = words("""
            file files folder folders subfolder subfolders directory directories dir dirs subdirectory subdirectories
            module modules submodule submodules package packages paths elsewhere
            """);
    /** What can be "else" or "other": more words for places. */
    private static final Set<String> WHATEVER = words("everything anything nothing something anywhere nowhere all");

    private static final Set<String> BESIDES = words("""
            else in under inside within below outside except but apart other aside besides beyond
            """);
    /** Verbs for changing a file. */
    static final Set<String> CHANGE = words("touch change edit modify alter update");

    private static final Set<String> CHANGING = words("touching changing editing modifying altering updating");
    static final Set<String> CHANGED = words("touched changed edited modified altered updated");
    private static final Set<String> CHANGES =
            words("changes change edits edit modifications modification work commits");
    /** Properties of a program, which no path can hold. */
    private static final Set<String> ABSTRACT = words("""
            api apis contract contracts interface interfaces behavior behaviour behaviors behaviours semantics signature
            signatures schema format formats output outputs protocol wording text texts label labels name names naming
            style styling formatting logic algorithm performance version versions dependency dependencies default defaults
            value values order ordering layout look looks ux design functionality feature features meaning result results
            response responses message messages type types visibility encoding compatibility color colour colors colours
            scoping timing defaults precision accuracy
            """);

    private static final Set<String> AFTER_HEAD = words("""
            of in for to between when that which by at on as unless if because since while here either please anymore alone
            unchanged untouched intact stable exactly
            """);
    /** What may stand before the words that count. */
    static final Set<String> PREAMBLE =
            words("please pls kindly and but also so then note important hey hi btw however");

    private static final Set<String> NEGATION =
            words("must should may can shall cannot is are mustn't shouldn't can't");
    private static final Set<String> EXCEPT =
            words("except excepting excluding minus bar barring but besides without not aside from");
    private static final Set<String> ADVERBS = words("ever please also even really actually further any more");

    private ScopeWords() {}

    static Set<String> words(String list) {
        return Set.of(List.of(list.strip().split("\\s+")).stream().distinct().toArray(String[]::new));
    }

    /** {@return whether the token at an index restricts something} */
    static boolean restricts(List<Token> tokens, int at) {
        String word = tokens.get(at).word();
        if (word.isEmpty()) {
            return RESTRICTION_SIGNS.stream().anyMatch(tokens.get(at).text()::contains);
        }
        boolean negation = word.equals("not") || word.endsWith("n't");
        String next = at + 1 < tokens.size() ? tokens.get(at + 1).word() : "";
        if ((negation || word.equals("only")) && DESCRIBED.contains(next)) {
            return false;
        }
        if (inPhrase(tokens, at)) {
            return true;
        }
        if (word.equals("no") && at > 0 && isExistence(tokens.get(at - 1).word())) {
            return false;
        }
        return negation
                || RESTRICTION.contains(word)
                || word.endsWith("-only")
                || (tokens.get(at).text().chars().anyMatch(c -> c > 0x2000)
                        && RESTRICTION_SIGNS.stream().anyMatch(tokens.get(at).text()::contains));
    }

    /** Words that restrict only in company. */
    private static boolean inPhrase(List<Token> tokens, int at) {
        String next = at + 1 < tokens.size() ? tokens.get(at + 1).word() : "";
        return switch (tokens.get(at).word()) {
            case "focus" -> next.equals("on");
            case "other", "else" -> next.equals("than");
            case "forget" -> next.equals("about");
            case "let" -> wordAt(tokens, tokens.size() - 1).equals("be");
            case "exception", "exceptions" ->
                next.equals("of")
                        || tokens.get(at).tail().contains(":")
                        || (at > 1
                                && Set.of("being", "is", "are")
                                        .contains(tokens.get(at - 2).word()));
            case "but", "bar" ->
                tokens.subList(Math.max(0, at - 12), at).stream()
                        .anyMatch(before -> WHATEVER.contains(before.word())
                                || Set.of("any", "every", "each", "whole").contains(before.word()));
            default -> false;
        };
    }

    private static boolean isExistence(String word) {
        return Set.of("is", "are", "was", "were", "has", "have", "had", "with", "there's", "shows", "returns")
                .contains(word);
    }

    /** {@return whether a place is named at an index in words, not by a path} */
    static boolean isPlace(List<Token> tokens, int at) {
        String word = tokens.get(at).word();
        String next = at + 1 < tokens.size() ? tokens.get(at + 1).word() : "";
        String before = at > 0 ? tokens.get(at - 1).word() : "";
        return PLACE.contains(word)
                || (WHATEVER.contains(word)
                        && (CHANGE.contains(before) || (BESIDES.contains(next) && !isNumber(wordAt(tokens, at + 2)))))
                || (word.equals("rest") && before.equals("the"))
                || ((word.equals("other") || word.equals("others"))
                        && (before.equals("all")
                                || before.equals("any")
                                || before.equals("no")
                                || before.equals("the")));
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && Character.isDigit(word.charAt(0));
    }

    /** {@return whether the sentence permits or collects changes, which confines as soon as it names a path} */
    static boolean permits(List<Token> tokens, int at) {
        String word = tokens.get(at).word();
        String next = at + 1 < tokens.size() ? tokens.get(at + 1).word() : "";
        boolean collected = Set.of("all", "any", "every", "your").contains(word) && CHANGES.contains(next);
        boolean placed = (Set.of("everything", "whatever").contains(word) || CHANGES.contains(word))
                && tokens.subList(at, Math.min(tokens.size(), at + 5)).stream()
                        .anyMatch(after -> Set.of("must", "should", "belongs", "belong", "needs", "has")
                                .contains(after.word()));
        boolean permitted = Set.of("may", "can", "could").contains(word)
                && (CHANGE.contains(next)
                        || next.equals("be")
                        || (at > 0
                                && Set.of("you", "agents", "u")
                                        .contains(tokens.get(at - 1).word())));
        return collected || placed || permitted;
    }

    /** {@return whether the sentence speaks of what may be worked on, even if it names no place} */
    static Expression expression(List<Token> tokens) {
        boolean kept = false;
        boolean start = true;
        Expression found = Expression.NONE;
        for (int i = 0; i < tokens.size(); i++) {
            String word = tokens.get(i).word();
            String next = wordAt(tokens, i + 1);
            kept |= Set.of("leave", "leaving", "keep", "keeping").contains(word);
            if (confines(tokens, i, start) || bounds(word, next, wordAt(tokens, i + 2))) {
                return Expression.CONFINES;
            }
            if (forbids(tokens, i) || (kept && isUntouched(word, next)) || isOffLimits(word, next)) {
                found = Expression.FORBIDS;
            }
            start = tokens.get(i).endsClause()
                    || (start && PREAMBLE.contains(word))
                    || Set.of("and", "but", "you").contains(word);
        }
        return found;
    }

    /** What a sentence without a path says about places. */
    enum Expression {
        NONE,
        CONFINES,
        FORBIDS
    }

    private static boolean confines(List<Token> tokens, int at, boolean start) {
        String word = tokens.get(at).word();
        String next = wordAt(tokens, at + 1);
        boolean only =
                Set.of("only", "just", "solely", "exclusively", "olny", "onyl").contains(word);
        return start
                && ((only && (CHANGE.contains(next) || next.equals("work")))
                        || ((CHANGE.contains(word) || word.equals("work"))
                                && Set.of("only", "nothing", "exclusively").contains(next)));
    }

    private static boolean bounds(String word, String next, String third) {
        boolean stays = Set.of("stay", "staying").contains(word)
                && Set.of("in", "within", "inside", "out", "away", "off", "clear")
                        .contains(next);
        boolean sticks = word.equals("stick") && next.equals("to");
        boolean limits = Set.of("limit", "restrict", "confine", "constrain").contains(word)
                && (CHANGES.contains(next) || CHANGES.contains(third) || next.equals("yourself"));
        boolean done = (word.equals("that's") && next.equals("all"))
                || (word.equals("that") && next.equals("is") && third.equals("all"));
        return stays || sticks || limits || done || (word.equals("out") && next.equals("of") && third.equals("scope"));
    }

    private static boolean forbids(List<Token> tokens, int at) {
        String word = tokens.get(at).word();
        if (!tokens.get(at).tail().isEmpty()) {
            return false;
        }
        int i = at + 1;
        while (ADVERBS.contains(wordAt(tokens, i))) {
            i++;
        }
        String next = wordAt(tokens, i);
        boolean negated = word.endsWith("n't")
                || Set.of("not", "never", "dont", "donot", "cannot").contains(word);
        boolean passive = next.equals("be") && CHANGED.contains(wordAt(tokens, i + 1));
        return (negated
                        && (CHANGE.contains(next)
                                || passive
                                || (next.equals("to") && CHANGE.contains(wordAt(tokens, i + 1)))))
                || (Set.of("avoid", "without", "no", "stop", "from").contains(word) && CHANGING.contains(next))
                || (word.equals("no") && CHANGES.contains(next) && !next.equals("work"));
    }

    private static boolean isUntouched(String word, String next) {
        return Set.of("alone", "untouched", "unchanged", "unmodified", "intact", "as-is")
                        .contains(word)
                || (word.equals("as") && Set.of("is", "it", "they").contains(next));
    }

    private static boolean isOffLimits(String word, String next) {
        return Set.of("off-limits", "hands-off", "untouchable").contains(word)
                || (word.equals("off") && next.equals("limits"))
                || (word.equals("hands") && next.equals("off"))
                || (Set.of("stay", "remain", "stays", "remains").contains(word) && isUntouched(next, ""));
    }

    /** {@return whether everything the sentence forbids to change is a property no path can hold} */
    static boolean isAbstract(List<Token> tokens) {
        int verb = 0;
        while (verb < tokens.size() && !isVerb(tokens.get(verb).word())) {
            verb++;
        }
        boolean passive = verb + 1 >= tokens.size() || CHANGED.contains(wordAt(tokens, verb));
        List<Token> objects =
                passive ? tokens.subList(0, Math.min(verb, tokens.size())) : tokens.subList(verb + 1, tokens.size());
        boolean head = false;
        for (int i = 0; i < objects.size(); i++) {
            Token token = objects.get(i);
            boolean conjunction = Set.of("and", "or").contains(wordAt(objects, i + 1))
                    || token.tail().startsWith(",");
            boolean last = i + 1 == objects.size();
            head |= ABSTRACT.contains(token.word())
                    && (last
                            || conjunction
                            || AFTER_HEAD.contains(wordAt(objects, i + 1))
                            || NEGATION.contains(wordAt(objects, i + 1)));
            if ((last || conjunction) && !head) {
                return false;
            }
            head &= !conjunction;
        }
        return head;
    }

    private static boolean isVerb(String word) {
        return CHANGE.contains(word)
                || CHANGING.contains(word)
                || CHANGED.contains(word)
                || CHANGES.contains(word)
                || Set.of("leave", "leaving", "keep", "keeping").contains(word);
    }

    /** {@return whether a sentence begins by restricting something} */
    static boolean beginsWithRestriction(List<Token> tokens) {
        int i = 0;
        while (i < tokens.size() && PREAMBLE.contains(tokens.get(i).word())) {
            i++;
        }
        boolean negated =
                wordAt(tokens, i).equals("do") && wordAt(tokens, i + 1).equals("not");
        return i < tokens.size()
                && (negated
                        || Set.of(
                                        "don't",
                                        "dont",
                                        "never",
                                        "avoid",
                                        "keep",
                                        "leave",
                                        "only",
                                        "no",
                                        "without",
                                        "limit",
                                        "restrict",
                                        "preserve",
                                        "just")
                                .contains(wordAt(tokens, i)));
    }

    /** {@return where the name begins that an exception is made for, -1 when none is made} */
    static int excepted(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (EXCEPT.contains(tokens.get(i).word()) && !tokens.get(i).quoted()) {
                int at = i + 1;
                while (Set.of("the", "for", "in", "of", "from", "any", "all").contains(wordAt(tokens, at))) {
                    at++;
                }
                return at < tokens.size() ? at : -1;
            }
        }
        return -1;
    }

    static String wordAt(List<Token> tokens, int at) {
        return at < tokens.size() ? tokens.get(at).word() : "";
    }
}
