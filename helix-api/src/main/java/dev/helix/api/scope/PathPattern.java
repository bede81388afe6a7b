/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import java.util.Arrays;

/**
 * A pattern for paths with {@code /} between components. Immutable.
 *
 * <p>{@code *} stands for any characters within a component, {@code ?} for one, {@code **} for any characters across
 * components, and {@code **}{@code /} for any number of whole components, also none. Every other character stands for
 * itself, case included.
 *
 * <p>Matching reads each character of a path once, whatever the pattern, and keeps at most one note per pattern
 * character while it does. Patterns come from users and models, so their length and their wildcards are bounded.
 */
public final class PathPattern {
    /** The largest number of characters in a pattern. */
    public static final int MAX_CHARACTERS = 1_000;
    /** The largest number of wildcards in a pattern; {@code **} is one. */
    public static final int MAX_WILDCARDS = 16;

    private static final int ONE = -1;
    private static final int NAME = -2;
    private static final int DEEP = -3;
    private static final int DIRECTORIES = -4;
    private static final int IN_DIRECTORIES = -5;

    private final String text;
    private final int[] elements;

    private PathPattern(String text, int[] elements) {
        this.text = text;
        this.elements = elements;
    }

    /**
     * Reads a pattern.
     *
     * @param text the pattern
     * @return the pattern, ready to match
     * @throws InvalidRequestException if it is empty, or over {@link #MAX_CHARACTERS} or {@link #MAX_WILDCARDS}
     */
    public static PathPattern of(String text) {
        if (requireNonNull(text, "text").isEmpty() || text.length() > MAX_CHARACTERS) {
            throw new InvalidRequestException("a path pattern has 1 to " + MAX_CHARACTERS + " characters, this one has "
                    + text.length() + (text.isEmpty() ? "" : ": " + text.substring(0, 40) + "..."));
        }
        int[] points = text.codePoints().toArray();
        int[] elements = new int[points.length + 1];
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
        return new PathPattern(text, Arrays.copyOf(elements, size));
    }

    /**
     * Tells whether a path as a whole matches.
     *
     * @param path the path
     * @return true when it does
     */
    public boolean matches(CharSequence path) {
        return run(requireNonNull(path, "path"), false, true);
    }

    /**
     * Tells whether a path lies below a directory that matches.
     *
     * @param path the path
     * @return true when the part of it before some {@code /} matches
     */
    public boolean matchesParentOf(CharSequence path) {
        return run(requireNonNull(path, "path"), true, false);
    }

    /** Advances every way of reading the path at once, so no way is ever tried again. */
    private boolean run(CharSequence path, boolean below, boolean whole) {
        int accept = elements.length;
        States now = new States(accept + 1);
        States next = new States(accept + 1);
        enter(now, 0);
        for (int at = 0; at < path.length() && now.size > 0; ) {
            int point = Character.codePointAt(path, at);
            at += Character.charCount(point);
            if (below && point == '/' && now.present[accept]) {
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
        return whole && now.present[accept];
    }

    private void step(int state, int point, States next) {
        int element = state == elements.length ? 0 : elements[state];
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
                if (state < elements.length && (element == point || (element == ONE && point != '/'))) {
                    enter(next, state + 1);
                }
            }
        }
    }

    /** Adds a state and those that are reached from it without reading anything. */
    private void enter(States states, int from) {
        int state = from;
        while (states.add(state) && state < elements.length) {
            int element = elements[state];
            if (element == DIRECTORIES) {
                states.add(state + 1);
                state += 2;
            } else if (element == NAME || element == DEEP) {
                state++;
            } else {
                return;
            }
        }
    }

    /** A set of states in the order they were added. */
    private static final class States {
        private final int[] members;
        private final boolean[] present;
        private int size;

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
