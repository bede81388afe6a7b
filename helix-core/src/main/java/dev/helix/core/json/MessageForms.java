/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static dev.helix.core.json.JsonForm.TRUTH;
import static dev.helix.core.json.ObjectForm.object;
import static dev.helix.core.json.ObjectForm.property;
import static dev.helix.core.json.ObjectForm.text;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.StructuredData;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.Usage;

/** The forms of messages and what they hold. */
final class MessageForms {
    private static final JsonForm<Origin> ORIGIN = object(
            text("endpoint", Origin::endpoint),
            text("family", Origin::family),
            text("model", Origin::model),
            Origin::new);

    private static final ObjectForm<Opaque> OPAQUE =
            object(property("origin", ORIGIN, Opaque::origin), text("json", Opaque::json), Opaque::of);

    private static final String PROVIDER_DATA = "providerData";

    static final FamilyForm<Content> CONTENT = FamilyForm.<Content>builder("type")
            .kind(
                    "Text",
                    Text.class,
                    ObjectForm.<Text>builder()
                            .text("text", Text::text)
                            .sometimes(PROVIDER_DATA, OPAQUE, Text::providerData)
                            .readAs(in -> {
                                Text text = Text.of(in.text("text"));
                                return in.optional(PROVIDER_DATA, OPAQUE)
                                        .map(text::withProviderData)
                                        .orElse(text);
                            }))
            .kind(
                    "Image",
                    Image.class,
                    object(text("mediaType", Image::mediaType), text("base64", Image::base64), Image::of))
            .kind(
                    "Document",
                    Document.class,
                    object(
                            text("name", Document::name),
                            text("mediaType", Document::mediaType),
                            text("base64", Document::base64),
                            Document::of))
            .kind(
                    "StructuredData",
                    StructuredData.class,
                    object(text("json", StructuredData::json), StructuredData::of))
            .kind(
                    "Thinking",
                    Thinking.class,
                    ObjectForm.<Thinking>builder()
                            .with("origin", ORIGIN, Thinking::origin)
                            .text("text", Thinking::text)
                            .text("signature", Thinking::signature)
                            .sometimes(PROVIDER_DATA, OPAQUE, Thinking::providerData)
                            .readAs(in -> {
                                Thinking thinking =
                                        Thinking.of(in.get("origin", ORIGIN), in.text("text"), in.text("signature"));
                                return in.optional(PROVIDER_DATA, OPAQUE)
                                        .map(thinking::withProviderData)
                                        .orElse(thinking);
                            }))
            .kind(
                    "ToolCall",
                    ToolCall.class,
                    ObjectForm.<ToolCall>builder()
                            .text("id", ToolCall::id)
                            .text("name", ToolCall::name)
                            .text("arguments", ToolCall::arguments)
                            .sometimes(PROVIDER_DATA, OPAQUE, ToolCall::providerData)
                            .readAs(in -> {
                                ToolCall call = ToolCall.of(in.text("id"), in.text("name"), in.text("arguments"));
                                return in.optional(PROVIDER_DATA, OPAQUE)
                                        .map(call::withProviderData)
                                        .orElse(call);
                            }))
            .kind("Opaque", Opaque.class, OPAQUE)
            .build();

    static final FamilyForm<Message> MESSAGE = FamilyForm.<Message>builder("type")
            .kind("SystemMessage", SystemMessage.class, object(text("text", SystemMessage::text), SystemMessage::new))
            .kind(
                    "UserMessage",
                    UserMessage.class,
                    object(property("content", JsonForm.list(CONTENT), UserMessage::content), UserMessage::new))
            .kind(
                    "AssistantMessage",
                    AssistantMessage.class,
                    object(
                            property("content", JsonForm.list(CONTENT), AssistantMessage::content),
                            property("origin", ORIGIN, AssistantMessage::origin),
                            AssistantMessage::new))
            .kind(
                    "ToolMessage",
                    ToolMessage.class,
                    object(
                            text("callId", ToolMessage::callId),
                            text("toolName", ToolMessage::toolName),
                            property("content", JsonForm.list(CONTENT), ToolMessage::content),
                            property("error", TRUTH, ToolMessage::error),
                            ToolMessage::of))
            .build();

    static final JsonForm<Usage> USAGE = ObjectForm.<Usage>builder()
            .with("inputTokens", JsonForm.NUMBER, Usage::inputTokens)
            .with("outputTokens", JsonForm.NUMBER, Usage::outputTokens)
            .with("cacheReadTokens", JsonForm.NUMBER, Usage::cacheReadTokens)
            .with("cacheWriteTokens", JsonForm.NUMBER, Usage::cacheWriteTokens)
            .readAs(in -> Usage.builder()
                    .inputTokens(in.get("inputTokens", JsonForm.NUMBER))
                    .outputTokens(in.get("outputTokens", JsonForm.NUMBER))
                    .cacheReadTokens(in.get("cacheReadTokens", JsonForm.NUMBER))
                    .cacheWriteTokens(in.get("cacheWriteTokens", JsonForm.NUMBER))
                    .build());

    private MessageForms() {}
}
