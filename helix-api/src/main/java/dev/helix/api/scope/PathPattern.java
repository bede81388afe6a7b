/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pattern for paths with {@code /} between components. Immutable.
 *
 * <p>{@code *} stands for any characters within a component, {@code ?} for one, {@code **} for any characters across
 * components, {@code **}{@code /} for any number of whole components, also none, and <code>{a,b}</code> for either.
 * Every other character stands for itself, case included; so do brackets, and braces without a comma, because the names
 * of routes and templates hold them.
 *
 * <p>Matching reads each character of a path once, whatever the pattern, and keeps at most one note per pattern
 * character and alternative while it does. Patterns come from users and models, so they are bounded.
 */
public final class PathPattern {
    /** The largest number of characters in a pattern. */
    public static final int MAX_CHARACTERS = 1_000;
    /** The largest number of wildcards in a pattern, or in each of its alternatives; {@code **} is one. */
    public static final int MAX_WILDCARDS = 16;
    /** The largest number of alternatives: <code>{a,b}/{c,d}</code> has four. */
    public static final int MAX_ALTERNATIVES = 64;

    private static final int ONE = -1;
    private static final int NAME = -2;
    private static final int DEEP = -3;
    private static final int DIRECTORIES = -4;
    private static final int IN_DIRECTORIES = -5;
    private static final int END = -6;

    private final String text;
    /** The alternatives one after the other, each followed by its end. */
    private final int[] elements;

    private PathPattern(String text, int[] elements) {
        this.text = text;
        this.elements = elements;
    }

    /**
     * Reads a pattern.
     *
     * @return the pattern, ready to match
     * @throws InvalidRequestException if it is empty or over a bound
     */
    public static PathPattern of(String text) {
        if (requireNonNull(text, "text").isEmpty() || text.length() > MAX_CHARACTERS) {
            throw new InvalidRequestException("a path pattern has 1 to " + MAX_CHARACTERS + " characters, this one has "
                    + text.length() + (text.isEmpty() ? "" : ": " + text.substring(0, 40) + "..."));
        }
        List<String> alternatives = new ArrayList<>();
        expand(text, text, alternatives);
        return new PathPattern(
                text, alternatives.stream().flatMapToInt(PathPattern::elements).toArray());
    }

    /** Adds what a pattern stands for when one of each set of alternatives is taken. */
    private static void expand(String text, String whole, List<String> found) {
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
            List<Integer> separators = separators(text, open);
            if (separators.size() > 2) {
                String rest = text.substring(separators.get(separators.size() - 1) + 1);
                for (int i = 1; i < separators.size(); i++) {
                    String option = text.substring(separators.get(i - 1) + 1, separators.get(i));
                    expand(text.substring(0, open) + option + rest, whole, found);
                }
                return;
            }
        }
        found.add(text);
        if (found.size() > MAX_ALTERNATIVES) {
            throw new InvalidRequestException("the path pattern '" + whole + "' has more than " + MAX_ALTERNATIVES
                    + " alternatives; use a wildcard or several patterns");
        }
    }

    /** {@return where an open brace, the commas that belong to it and its closing brace are; empty when it stays open} */
    private static List<Integer> separators(String text, int open) {
        List<Integer> separators = new ArrayList<>(List.of(open));
        int depth = 0;
        for (int at = open; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0 || (depth == 1 && c == ',')) {
                separators.add(at);
            }
            if (depth == 0) {
                return separators;
            }
        }
        return List.of();
    }

    private static IntStream elements(String text) {
        int[] points = text.codePoints().toArray();
        int[] elements = new int[points.length + 2];
        int size = 0;
        int wildcards = 0;
        for (int i = 0; i < points.length; i++) {
            boolean star = points[i] == '*';
            boolean deep = star && i + 1 < points.length && points[i + 1] == '*';
            wildcards += star || points[i] == '?' ? 1 : 0;
            if (deep && i + 2 < points.length && points[i + 2] == '/') {
                elements[size++] = DIRECTORIES;
                elements[size++] = IN_DIRECTORIES;
                i += 2;
            } else {
                elements[size++] = deep ? DEEP : star ? NAME : points[i] == '?' ? ONE : points[i];
                i += deep ? 1 : 0;
            }
        }
        if (wildcards > MAX_WILDCARDS) {
            throw new InvalidRequestException("the path pattern '" + text + "' has " + wildcards
                    + " wildcards, and at most " + MAX_WILDCARDS + " are allowed; name the directory instead");
        }
        elements[size++] = END;
        return Arrays.stream(elements, 0, size);
    }

    /** {@return whether a path as a whole matches} */
    public boolean matches(CharSequence path) {
        return run(requireNonNull(path, "path"), false, true);
    }

    /** {@return whether a path lies below a directory that matches: the part of it before some {@code /} does} */
    public boolean matchesParentOf(CharSequence path) {
        return run(requireNonNull(path, "path"), true, false);
    }

    /** Advances every way of reading the path at once, so no way is ever tried again. */
    private boolean run(CharSequence path, boolean below, boolean whole) {
        States now = new States(elements.length);
        States next = new States(elements.length);
        for (int at = 0; at < elements.length; at++) {
            if (at == 0 || elements[at - 1] == END) {
                enter(now, at);
            }
        }
        for (int at = 0; at < path.length() && now.size > 0; ) {
            int point = Character.codePointAt(path, at);
            at += Character.charCount(point);
            if (below && point == '/' && now.accepting) {
                return true;
            }
            for (int i = 0; i < now.size; i++) {
                step(now.members[i], point, next);
            }
            States spent = now;
            now = next;
            next = spent;
            next.clear();
        }
        return whole && now.accepting;
    }

    private void step(int state, int point, States next) {
        int element = elements[state];
        switch (element) {
            case DEEP -> enter(next, state);
            case IN_DIRECTORIES -> {
                enter(next, state);
                if (point == '/') {
                    enter(next, state + 1);
                }
            }
            case NAME -> {
                if (point != '/') {
                    enter(next, state);
                }
            }
            default -> {
                if (element == point || (element == ONE && point != '/')) {
                    enter(next, state + 1);
                }
            }
        }
    }

    /** Adds a state and those that are reached from it without reading anything. */
    private void enter(States states, int from) {
        int state = from;
        while (states.add(state)) {
            switch (elements[state]) {
                case DIRECTORIES -> {
                    states.add(state + 1);
                    state += 2;
                }
                case NAME, DEEP -> state++;
                case END -> states.accepting = true;
                default -> {
                    return;
                }
            }
        }
    }

    /** A set of states in the order they were added. */
    private static final class States {
        private final int[] members;
        private final boolean[] present;
        private int size;
        private boolean accepting;

        States(int capacity) {
            members = new int[capacity];
            present = new boolean[capacity];
        }

        boolean add(int state) {
            if (present[state]) {
                return false;
            }
            present[state] = true;
            members[size++] = state;
            return true;
        }

        void clear() {
            for (int i = 0; i < size; i++) {
                present[members[i]] = false;
            }
            size = 0;
            accepting = false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@return the pattern as it was given} */
    @Override
    public String toString() {
        return text;
    }
}
