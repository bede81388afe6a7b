/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A value of a {@link JsonText}, as valid as that says: what is kept longer is taken out with {@link #text} or
 * {@link #raw}.
 *
 * <p>Look-ups never fail: what is not there, or is of another kind, is {@link #MISSING}, empty or 0. Of members with the
 * same name the last one counts. Iterates over the elements of an array; any other value has none.
 */
public final class JsonValue implements Iterable<JsonValue> {
    /** The value that is not there. */
    public static final JsonValue MISSING = new JsonValue(null, -1);
    /** 2 to the power of 53, up to which a double is exact; nobody counts that far. */
    private static final double LARGEST = 1L << 53;

    private final @Nullable JsonText text;
    private final int token;

    JsonValue(@Nullable JsonText text, int token) {
        this.text = text;
        this.token = token;
    }

    private byte kind() {
        return text == null ? 0 : text.kind(token);
    }

    /** {@return whether it is not there} */
    public boolean isMissing() {
        return text == null;
    }

    /** {@return whether it is there and not null} */
    public boolean isPresent() {
        return text != null && kind() != 'n';
    }

    /** {@return whether it is text} */
    public boolean isText() {
        return kind() == '"';
    }

    /** {@return whether it is an object} */
    public boolean isObject() {
        return kind() == '{';
    }

    /** {@return whether it is an array} */
    public boolean isArray() {
        return kind() == '[';
    }

    /** {@return whether it is an object or an array without content, or no such thing} */
    public boolean isEmpty() {
        return text == null || !text.isContainer(token) || text.after(token) == token + 1;
    }

    /**
     * Looks up a member.
     *
     * @param name the name
     * @return its value
     */
    public JsonValue path(String name) {
        int member = member(name);
        return member < 0 ? MISSING : new JsonValue(text, member);
    }

    private int member(String name) {
        return text == null || !isObject() ? -1 : text.member(token, name);
    }

    /**
     * Looks up an element.
     *
     * @param index the position in an array
     * @return the element
     */
    public JsonValue path(int index) {
        int left = index;
        for (JsonValue element : this) {
            if (left-- == 0) {
                return element;
            }
        }
        return MISSING;
    }

    /**
     * Tells whether there is a member.
     *
     * @param name the name
     * @return whether it is there, be it null
     */
    public boolean has(String name) {
        return member(name) >= 0;
    }

    /** {@return the characters of a text} */
    public String text() {
        return text != null && isText() ? text.text(token) : "";
    }

    /**
     * Looks up text.
     *
     * @param name the name of a member
     * @return its characters
     */
    public String text(String name) {
        int member = member(name);
        return text != null && member >= 0 && text.kind(member) == '"' ? text.text(member) : "";
    }

    /**
     * Looks up one of few words, such as the type of an event: the same as {@link #text(String)}, without making the
     * same string again and again.
     *
     * @param name the name of a member
     * @return its characters
     */
    public String word(String name) {
        int member = member(name);
        return text != null && member >= 0 && text.kind(member) == '"' ? text.word(member) : "";
    }

    /**
     * Looks up a whole number, be it in quotes.
     *
     * @param name the name of a member
     * @param otherwise what to return for anything else
     * @return the number, without its fraction
     */
    public long number(String name, long otherwise) {
        int member = member(name);
        if (text == null || member < 0) {
            return otherwise;
        }
        long digits = text.digits(member);
        return digits >= 0 ? digits : new JsonValue(text, member).unusualNumber(otherwise);
    }

    private long unusualNumber(long otherwise) {
        if (!isText() && !isNumber()) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(isText() ? text() : raw());
            return Math.abs(number) <= LARGEST ? (long) number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private boolean isNumber() {
        byte kind = kind();
        return kind == '-' || (kind >= '0' && kind <= '9');
    }

    /**
     * Looks up a count.
     *
     * @param name the name of a member
     * @return the number, 0 when it is negative
     */
    public long count(String name) {
        return Math.max(0, number(name, 0));
    }

    /**
     * Looks up a truth value.
     *
     * @param name the name of a member
     * @return whether it is true, be it in quotes
     */
    public boolean isTrue(String name) {
        JsonValue member = path(name);
        return member.kind() == 't' || member.text().equals("true");
    }

    /** {@return the names of an object's members, in order} */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        if (text != null && isObject()) {
            int end = text.after(token);
            for (int name = token + 1; name < end; name = text.after(name)) {
                names.add(text.word(name));
            }
        }
        return names;
    }

    /** {@return an object's members by name, in order; of repeated ones the last} */
    public Map<String, JsonValue> members() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (text != null && isObject()) {
            int end = text.after(token);
            for (int name = token + 1; name < end; name = text.after(name)) {
                members.put(text.word(name), new JsonValue(text, name + 1));
            }
        }
        return members;
    }

    /** {@return what it looks like, byte for byte; empty when it is not there} */
    public String raw() {
        return text == null ? "" : text.raw(token);
    }

    /**
     * Replaces a member.
     *
     * @param name the name of the member
     * @param value the text of its new value
     * @return what this looks like with it, every other byte being the same; unchanged when there is no such member
     */
    public String withMember(String name, String value) {
        int member = member(name);
        return text == null || member < 0 ? raw() : text.before(token, member) + value + text.behind(member, token);
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return new Elements();
    }

    @Override
    public String toString() {
        return raw();
    }

    private final class Elements implements Iterator<JsonValue> {
        private final int end = text != null && isArray() ? text.after(token) : 0;
        private int next = token + 1;

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public JsonValue next() {
            if (text == null || !hasNext()) {
                throw new NoSuchElementException();
            }
            JsonValue element = new JsonValue(text, next);
            next = text.after(next);
            return element;
        }
    }
}
