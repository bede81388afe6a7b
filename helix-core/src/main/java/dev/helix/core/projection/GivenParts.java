/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.StructuredData;
import dev.helix.api.message.Text;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A projection of single parts: text made sendable, and images and documents that a model does not read replaced. */
final class GivenParts {
    private final TargetProfile profile;
    private final Changes changes;

    GivenParts(TargetProfile profile, Changes changes) {
        this.profile = profile;
        this.changes = changes;
    }

    /** {@return the parts that a user or a tool gave, the same list when all can be sent} */
    List<Content> of(List<Content> parts, int position, Set<String> media) {
        Rewrite<Content> kept = new Rewrite<>(parts);
        for (Content part : parts) {
            Content sendable = of(part, position, media);
            if (sendable != null) {
                kept.add(sendable);
            }
        }
        return kept.done();
    }

    private @Nullable Content of(Content part, int position, Set<String> media) {
        if (part instanceof Image image) {
            return Media.isAmong(media, image) ? part : leftOut(part, position);
        }
        if (part instanceof Document document) {
            return Media.isAmong(media, document) ? cleanName(document, position) : leftOut(part, position);
        }
        return isText(part) ? text(part, position) : dropped(part, position);
    }

    static boolean isText(Content part) {
        return part instanceof Text || part instanceof StructuredData;
    }

    /** {@return the part, null when there is nothing to see in it} */
    @Nullable
    Content text(Content part, int position) {
        String text = part.asText();
        if (Texts.isBlank(text)) {
            changes.add(Kind.BLANK_TEXT_DROPPED, position, "", "");
            return null;
        }
        Content own = withoutForeignData(part, position);
        String clean = Texts.clean(text);
        if (clean.equals(text)) {
            return own;
        }
        changes.add(Kind.TEXT_CLEANED, position, "", "characters in need of replacement among " + text.length());
        if (part instanceof StructuredData) {
            return StructuredData.of(clean);
        }
        Text repaired = Text.of(clean);
        return own.providerData().map(repaired::withProviderData).orElse(repaired);
    }

    private Content withoutForeignData(Content part, int position) {
        boolean foreign = part.providerData().isPresent()
                && !part.providerData().get().origin().equals(profile.origin());
        if (!foreign || !(part instanceof Text text)) {
            return part;
        }
        changes.add(Kind.PROVIDER_DATA_DROPPED, position, "text", "");
        return Text.of(text.text());
    }

    private Content cleanName(Document document, int position) {
        String name = Texts.clean(document.name());
        if (name.equals(document.name())) {
            return document;
        }
        changes.add(Kind.TEXT_CLEANED, position, document.mediaType(), "the name of a document");
        return Document.of(name, document.mediaType(), document.base64());
    }

    /** Writes out a document of text, and puts a sentence in the place of any other and of an image. */
    Content leftOut(Content part, int position) {
        String text = Media.text(part);
        if (text != null) {
            changes.add(Kind.DOCUMENT_AS_TEXT, position, Media.type(part), Media.describe(part));
            return Text.of(Texts.clean("[" + Media.describe(part) + "]\n" + text));
        }
        changes.add(Kind.MEDIA_DROPPED, position, Media.type(part), Media.describe(part));
        return Text.of("[" + Texts.clean(Media.describe(part)) + " was left out: this model does not read it]");
    }

    private @Nullable Content dropped(Content part, int position) {
        changes.add(Kind.PART_DROPPED, position, part.getClass().getSimpleName(), "");
        return null;
    }
}
