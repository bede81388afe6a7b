/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * A report of everything that a projection changed. Immutable.
 *
 * @param changes in the order in which they were made, possibly empty
 */
public record ProjectionReport(List<Change> changes) {
    /** The report of a history that needed no change. */
    public static final ProjectionReport UNCHANGED = new ProjectionReport(List.of());

    /** Copies the changes. */
    public ProjectionReport {
        changes = List.copyOf(requireNonNull(changes, "changes"));
    }

    /** {@return whether the history was sent as it is} */
    public boolean isUnchanged() {
        return changes.isEmpty();
    }

    /** {@return the changes of one kind, in order} */
    public Stream<Change> of(Kind kind) {
        requireNonNull(kind, "kind");
        return changes.stream().filter(change -> change.kind() == kind);
    }

    /**
     * One change. Immutable.
     *
     * @param kind what was done
     * @param message the position in the history as it was given, from 0; -1 when no message of it is concerned
     * @param subject the call id, the tool name, the media type or the block type concerned, possibly empty
     * @param detail what was there or what stands there now, in words, possibly empty
     */
    public record Change(Kind kind, int message, String subject, String detail) {
        /** Refuses null. */
        public Change {
            requireNonNull(kind, "kind");
            requireNonNull(subject, "subject");
            requireNonNull(detail, "detail");
        }
    }

    /** The kind of a {@link Change}. Later releases add constants: code that looks at them keeps a default branch. */
    public enum Kind {
        /** An assistant message with nothing in it that the model can take was left out. */
        EMPTY_MESSAGE_DROPPED,
        /** Text without a visible character was left out. */
        BLANK_TEXT_DROPPED,
        /** Characters that no encoding can represent were replaced. */
        TEXT_CLEANED,
        /** White space at the end of the last message was cut. */
        TRAILING_SPACE_CUT,
        /** Text was moved before the calls of its message. */
        TEXT_MOVED,
        /** Reasoning was left out: another model's, unsigned, or the end of its message. */
        REASONING_DROPPED,
        /** Empty reasoning was added since the model demands some. */
        REASONING_ADDED,
        /** A provider's own block was left out: another model's, or without its partner. */
        OPAQUE_DROPPED,
        /** What another model wanted back with a part was left out. */
        PROVIDER_DATA_DROPPED,
        /** Provider data stands in on a call. */
        PROVIDER_DATA_ADDED,
        /** A part of an unknown kind was left out. */
        PART_DROPPED,
        /** A result moved behind its call. */
        RESULT_MOVED,
        /** A call without a result was answered as interrupted. */
        RESULT_SYNTHESIZED,
        /** A second result of a call was left out. */
        DUPLICATE_RESULT_DROPPED,
        /** A result without a call was left out. */
        ORPHAN_RESULT_DROPPED,
        /** A call id was replaced on both sides. */
        CALL_ID_CHANGED,
        /** A tool name was replaced. */
        TOOL_NAME_CHANGED,
        /**
         * Keywords that the model refuses were left out of the schema of a tool on offer, which is the subject; the
         * detail names them.
         */
        SCHEMA_REDUCED,
        /** Arguments that are no JSON object were replaced. */
        ARGUMENTS_REPLACED,
        /** A call was written out as text. */
        CALL_AS_TEXT,
        /** A result was written out as text. */
        RESULT_AS_TEXT,
        /** An image or a document was left out; a sentence stands in its place. */
        MEDIA_DROPPED,
        /** A document of text was written out. */
        DOCUMENT_AS_TEXT,
        /** An image or a document of a result moved into a user message. */
        MEDIA_MOVED,
        /** An image was replaced by the host's smaller one. */
        IMAGE_REDUCED,
        /** A system message moved to the front, or became text of the user. */
        SYSTEM_MOVED,
        /** Neighbouring messages of one role became one. */
        MESSAGES_MERGED,
        /** A user message equal to the one before was left out. */
        REPEATED_USER_MESSAGE_DROPPED,
        /** A message was added since the model's rules demand one. */
        FILLER_ADDED,
        /** A message behind an unpaired call was cut off. */
        MESSAGE_TRUNCATED,
        /** A user's message behind an unpaired call was cut off; the detail is its text. */
        USER_MESSAGE_TRUNCATED
    }
}
