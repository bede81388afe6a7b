/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Content;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.ImageLimits;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import java.util.List;
import java.util.Optional;

/**
 * The pass that keeps images within the limits of one request: the oldest beyond the count are left out, and those too
 * large are made smaller by the host, or left out. Otherwise one image would have every later request refused.
 */
final class ImageLimitsPass {
    private final ImageLimits limits;
    private final ImageReducer reducer;
    private final Changes changes;

    ImageLimitsPass(TargetProfile profile, ImageReducer reducer, Changes changes) {
        this.limits = profile.images();
        this.reducer = reducer;
        this.changes = changes;
    }

    Draft apply(Draft draft) {
        int count = limits.equals(ImageLimits.NONE) ? 0 : count(draft);
        if (count == 0) {
            return draft;
        }
        int kept = Math.min(count, limits.maxCount());
        int side = kept > limits.manyCount()
                ? Math.min(limits.manySidePixels(), limits.maxSidePixels())
                : limits.maxSidePixels();
        Walk walk = new Walk(count - kept, side);
        Draft.Rewriter out = draft.rewriter();
        for (int i = 0; i < draft.size(); i++) {
            out.add(walk.of(draft.get(i), draft.position(i)), draft.position(i));
        }
        return out.done();
    }

    private static int count(Draft draft) {
        int count = 0;
        for (Message message : draft.messages()) {
            for (Content part : given(message)) {
                count += part instanceof Image ? 1 : 0;
            }
        }
        return count;
    }

    private static List<Content> given(Message message) {
        if (message instanceof UserMessage user) {
            return user.content();
        }
        return message instanceof ToolMessage result ? result.content() : List.of();
    }

    private final class Walk {
        private int surplus;
        private final int side;

        Walk(int surplus, int side) {
            this.surplus = surplus;
            this.side = side;
        }

        Message of(Message message, int position) {
            List<Content> parts = given(message);
            Rewrite<Content> fitting = new Rewrite<>(parts);
            for (Content part : parts) {
                fitting.add(part instanceof Image image ? of(image, position) : part);
            }
            List<Content> fit = fitting.done();
            if (fit == parts) {
                return message;
            }
            return message instanceof ToolMessage result
                    ? ToolMessage.of(result.callId(), result.toolName(), fit, result.error())
                    : new UserMessage(fit);
        }

        private Content of(Image image, int position) {
            if (surplus > 0) {
                surplus--;
                return leftOut(image, position, "the model takes at most " + limits.maxCount());
            }
            if (fits(image)) {
                return image;
            }
            Optional<Image> smaller = reducer.reduce(image, side, limits.maxBase64Chars())
                    .filter(reduced -> reduced.mediaType().equals(image.mediaType()) && fits(reduced));
            if (smaller.isPresent()) {
                changes.add(
                        Kind.IMAGE_REDUCED,
                        position,
                        image.mediaType(),
                        smaller.get().toString());
                return smaller.get();
            }
            return leftOut(
                    image,
                    position,
                    "the model takes at most " + side + " pixels a side and " + limits.maxBase64Chars()
                            + " characters of base64");
        }

        private boolean fits(Image image) {
            return image.base64().length() <= limits.maxBase64Chars()
                    && (side == Integer.MAX_VALUE || ImageSize.longestSide(image.base64()) <= side);
        }

        private Text leftOut(Image image, int position, String reason) {
            changes.add(Kind.MEDIA_DROPPED, position, image.mediaType(), reason);
            return Text.of("[an image of type " + Texts.clean(image.mediaType()) + " was left out: " + reason + "]");
        }
    }
}
