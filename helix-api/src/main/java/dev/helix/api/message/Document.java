/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import java.util.Optional;

/** A document, for example a PDF file. Immutable. */
public final class Document extends Content {
    private final String name;
    private final String mediaType;
    private final String base64;

    private Document(String name, String mediaType, String base64) {
        super(Optional.empty(), "name, mediaType, base64", name, mediaType, base64);
        this.name = name;
        this.mediaType = mediaType;
        this.base64 = base64;
    }

    /** Creates a document. */
    public static Document of(String name, String mediaType, String base64) {
        return new Document(name, mediaType, base64);
    }

    /** {@return the file name shown to the model} */
    public String name() {
        return name;
    }

    /** {@return the media type, for example {@code application/pdf}} */
    public String mediaType() {
        return mediaType;
    }

    /** {@return the bytes in standard base64 without line breaks} */
    public String base64() {
        return base64;
    }

    @Override
    public String toString() {
        return "Document[" + name + ", " + mediaType + ", " + base64.length() + " characters of base64]";
    }
}
