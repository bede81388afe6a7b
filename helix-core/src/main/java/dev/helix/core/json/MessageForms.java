/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static dev.helix.core.json.JsonForm.TEXT;
import static dev.helix.core.json.JsonForm.TRUTH;

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
    private static final JsonForm<Origin> ORIGIN = ObjectForm.<Origin>builder()
            .text("endpoint", Origin::endpoint)
            .text("family", Origin::family)
            .text("model", Origin::model)
            .readAs(in -> new Origin(in.text("endpoint"), in.text("family"), in.text("model")));

    private static final ObjectForm<Opaque> OPAQUE = ObjectForm.<Opaque>builder()
            .with("origin", ORIGIN, Opaque::origin)
            .text("json", Opaque::json)
            .readAs(in -> Opaque.of(in.get("origin", ORIGIN), in.text("json")));

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
                    ObjectForm.<Image>builder()
                            .text("mediaType", Image::mediaType)
                            .text("base64", Image::base64)
                            .readAs(in -> Image.of(in.text("mediaType"), in.text("base64"))))
            .kind(
                    "Document",
                    Document.class,
                    ObjectForm.<Document>builder()
                            .text("name", Document::name)
                            .text("mediaType", Document::mediaType)
                            .text("base64", Document::base64)
                            .readAs(in -> Document.of(in.text("name"), in.text("mediaType"), in.text("base64"))))
            .kind(
                    "StructuredData",
                    StructuredData.class,
                    ObjectForm.<StructuredData>builder()
                            .text("json", StructuredData::json)
                            .readAs(in -> StructuredData.of(in.text("json"))))
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
            .kind(
                    "SystemMessage",
                    SystemMessage.class,
                    ObjectForm.<SystemMessage>builder()
                            .text("text", SystemMessage::text)
                            .readAs(in -> new SystemMessage(in.text("text"))))
            .kind(
                    "UserMessage",
                    UserMessage.class,
                    ObjectForm.<UserMessage>builder()
                            .with("content", JsonForm.list(CONTENT), UserMessage::content)
                            .readAs(in -> new UserMessage(in.get("content", JsonForm.list(CONTENT)))))
            .kind(
                    "AssistantMessage",
                    AssistantMessage.class,
                    ObjectForm.<AssistantMessage>builder()
                            .with("content", JsonForm.list(CONTENT), AssistantMessage::content)
                            .with("origin", ORIGIN, AssistantMessage::origin)
                            .readAs(in -> new AssistantMessage(
                                    in.get("content", JsonForm.list(CONTENT)), in.get("origin", ORIGIN))))
            .kind(
                    "ToolMessage",
                    ToolMessage.class,
                    ObjectForm.<ToolMessage>builder()
                            .text("callId", ToolMessage::callId)
                            .text("toolName", ToolMessage::toolName)
                            .with("content", JsonForm.list(CONTENT), ToolMessage::content)
                            .with("error", TRUTH, ToolMessage::error)
                            .readAs(in -> ToolMessage.of(
                                    in.get("callId", TEXT),
                                    in.get("toolName", TEXT),
                                    in.get("content", JsonForm.list(CONTENT)),
                                    in.get("error", TRUTH))))
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
