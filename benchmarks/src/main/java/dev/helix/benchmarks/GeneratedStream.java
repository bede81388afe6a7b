/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The answer of a model as its provider streams it, the same for the same size: reasoning, text, and one call whose
 * arguments are a file to be written. The pieces are words, as models give them; Gemini sends twenty at once. Immutable.
 */
final class GeneratedStream {
    /** As much as a client gets from its socket at once. */
    private static final int CHUNK = 8192;

    private static final List<String> WORDS = List.of(
            " The",
            " session",
            " reads",
            " a",
            " file",
            ",",
            " changes",
            " one",
            " line",
            " (\"café\")",
            " and",
            " runs",
            " the",
            " tests",
            ".",
            "\n\n",
            "```",
            "java",
            "\n",
            "    return",
            " position",
            " <",
            " limit",
            ";",
            "\n");

    /** A protocol of streams. */
    enum Protocol {
        ANTHROPIC,
        CHAT,
        RESPONSES,
        GEMINI,
        OLLAMA
    }

    private final byte[] bytes;
    private final String thinking;
    private final String text;
    private final String arguments;

    private GeneratedStream(Writer writer) {
        this.bytes = writer.out.toString().getBytes(UTF_8);
        this.thinking = writer.thinking.toString();
        this.text = writer.text.toString();
        this.arguments = writer.arguments.toString();
    }

    /**
     * Generates a stream.
     *
     * @param protocol how it is written
     * @param size its length in bytes, met within 1 % when it is at least 100,000
     */
    static GeneratedStream of(Protocol protocol, int size) {
        Writer writer = writer(protocol);
        writer.begin();
        for (int i = 0; writer.size() < size * 0.15; i++) {
            writer.think(writer.piece(i));
        }
        writer.beginText();
        for (int i = 0; writer.size() < size * 0.85; i++) {
            writer.say(writer.piece(i));
        }
        writer.beginCall();
        writer.argue("{\"path\":\"A.java\",\"content\":\"");
        for (int i = 0; writer.size() < size * 0.997; i++) {
            writer.argue(quoted(writer.piece(i)));
        }
        writer.argue("\"}");
        writer.end();
        return new GeneratedStream(writer);
    }

    private static Writer writer(Protocol protocol) {
        return switch (protocol) {
            case ANTHROPIC -> new AnthropicWriter();
            case CHAT -> new ChatWriter();
            case RESPONSES -> new ResponsesWriter();
            case GEMINI -> new GeminiWriter();
            case OLLAMA -> new OllamaWriter();
        };
    }

    byte[] bytes() {
        return bytes;
    }

    /** {@return the stream, cut without regard to events and characters} */
    List<byte[]> chunks() {
        List<byte[]> chunks = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += CHUNK) {
            chunks.add(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + CHUNK)));
        }
        return chunks;
    }

    String thinking() {
        return thinking;
    }

    String text() {
        return text;
    }

    String arguments() {
        return arguments;
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** A stream under construction. Confined to one thread. */
    private abstract static class Writer {
        final StringBuilder out = new StringBuilder();
        final StringBuilder thinking = new StringBuilder();
        final StringBuilder text = new StringBuilder();
        final StringBuilder arguments = new StringBuilder();

        /** {@return the length so far, with what the end will repeat} */
        int size() {
            return out.length();
        }

        String piece(int number) {
            return WORDS.get(number % WORDS.size());
        }

        void event(String json) {
            out.append("data: ").append(json).append("\n\n");
        }

        void think(String piece) {
            thinking.append(piece);
            thinkingDelta(quoted(piece));
        }

        void say(String piece) {
            text.append(piece);
            textDelta(quoted(piece));
        }

        void argue(String piece) {
            arguments.append(piece);
            argumentsDelta(quoted(piece));
        }

        abstract void begin();

        abstract void thinkingDelta(String piece);

        void beginText() {}

        abstract void textDelta(String piece);

        void beginCall() {}

        void argumentsDelta(String piece) {}

        abstract void end();
    }

    private static final class AnthropicWriter extends Writer {
        private void event(String type, String rest) {
            out.append("event: ").append(type).append('\n');
            event("{\"type\":\"" + type + "\"" + rest + "}");
        }

        private void block(int index, String block) {
            event("content_block_start", ",\"index\":" + index + ",\"content_block\":{" + block + "}");
        }

        private void delta(int index, String type, String field, String piece) {
            event(
                    "content_block_delta",
                    ",\"index\":" + index + ",\"delta\":{\"type\":\"" + type + "\",\"" + field + "\":\"" + piece
                            + "\"}");
        }

        private void stop(int index) {
            event("content_block_stop", ",\"index\":" + index);
        }

        @Override
        void begin() {
            event(
                    "message_start",
                    ",\"message\":{\"id\":\"msg_01\",\"type\":\"message\",\"role\":\"assistant\","
                            + "\"model\":\"claude-sonnet-4-5\",\"content\":[],\"stop_reason\":null,"
                            + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":1000,"
                            + "\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":1}}");
            block(0, "\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"");
        }

        @Override
        void thinkingDelta(String piece) {
            delta(0, "thinking_delta", "thinking", piece);
        }

        @Override
        void beginText() {
            delta(0, "signature_delta", "signature", "c2lnbmVk");
            stop(0);
            block(1, "\"type\":\"text\",\"text\":\"\"");
        }

        @Override
        void textDelta(String piece) {
            delta(1, "text_delta", "text", piece);
        }

        @Override
        void beginCall() {
            stop(1);
            block(2, "\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"write\",\"input\":{}");
        }

        @Override
        void argumentsDelta(String piece) {
            delta(2, "input_json_delta", "partial_json", piece);
        }

        @Override
        void end() {
            stop(2);
            event(
                    "message_delta",
                    ",\"delta\":{\"stop_reason\":\"tool_use\",\"stop_sequence\":null},"
                            + "\"usage\":{\"output_tokens\":5000}");
            event("message_stop", "");
        }
    }

    private static final class ChatWriter extends Writer {
        private void chunk(String delta, String reason) {
            event("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,"
                    + "\"model\":\"gpt-5.4\",\"system_fingerprint\":\"fp_44709d6fcb\",\"choices\":[{\"index\":0,"
                    + "\"delta\":{" + delta + "},\"logprobs\":null,\"finish_reason\":" + reason + "}]}");
        }

        @Override
        void begin() {
            chunk("\"role\":\"assistant\",\"content\":\"\"", "null");
        }

        @Override
        void thinkingDelta(String piece) {
            chunk("\"reasoning_content\":\"" + piece + "\"", "null");
        }

        @Override
        void textDelta(String piece) {
            chunk("\"content\":\"" + piece + "\"", "null");
        }

        @Override
        void beginCall() {
            chunk(
                    "\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                            + "\"function\":{\"name\":\"write\",\"arguments\":\"\"}}]",
                    "null");
        }

        @Override
        void argumentsDelta(String piece) {
            chunk("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"" + piece + "\"}}]", "null");
        }

        @Override
        void end() {
            chunk("", "\"tool_calls\"");
            event("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,"
                    + "\"model\":\"gpt-5.4\",\"choices\":[],\"usage\":{\"prompt_tokens\":1000,"
                    + "\"completion_tokens\":5000,\"total_tokens\":6000}}");
            event("[DONE]");
        }
    }

    private static final class ResponsesWriter extends Writer {
        private int number;
        private int done;

        private void event(String type, String rest) {
            out.append("event: ").append(type).append('\n');
            event("{\"type\":\"" + type + "\",\"sequence_number\":" + number++ + rest + "}");
        }

        private void delta(String type, int index, String place, String piece) {
            event(
                    type,
                    ",\"item_id\":\"item_" + index + "\",\"output_index\":" + index + "," + place + "\"delta\":\""
                            + piece + "\",\"obfuscation\":\"x7Yk2\"");
        }

        /** Each item comes once when it is done and once with the whole response. */
        @Override
        int size() {
            return out.length() + 2 * (thinking.length() + text.length() + arguments.length()) - done;
        }

        private String reasoning() {
            return "{\"id\":\"item_0\",\"type\":\"reasoning\",\"encrypted_content\":\"c2VjcmV0\",\"summary\":["
                    + "{\"type\":\"summary_text\",\"text\":\"" + quoted(thinking.toString()) + "\"}]}";
        }

        private String message() {
            return "{\"id\":\"item_1\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\","
                    + "\"content\":[{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\""
                    + quoted(text.toString()) + "\"}]}";
        }

        private String call() {
            return "{\"id\":\"item_2\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"call_1\","
                    + "\"name\":\"write\",\"arguments\":\"" + quoted(arguments.toString()) + "\"}";
        }

        private void done(int index, String item) {
            done += item.length();
            event("response.output_item.done", ",\"output_index\":" + index + ",\"item\":" + item);
        }

        private static String response(String status, String output) {
            return ",\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"" + status
                    + "\",\"model\":\"gpt-5.4\",\"output\":[" + output + "],\"usage\":{\"input_tokens\":1000,"
                    + "\"output_tokens\":5000,\"total_tokens\":6000}}";
        }

        @Override
        void begin() {
            event("response.created", response("in_progress", ""));
        }

        @Override
        void thinkingDelta(String piece) {
            delta("response.reasoning_summary_text.delta", 0, "\"summary_index\":0,", piece);
        }

        @Override
        void beginText() {
            done(0, reasoning());
        }

        @Override
        void textDelta(String piece) {
            delta("response.output_text.delta", 1, "\"content_index\":0,", piece);
        }

        @Override
        void beginCall() {
            done(1, message());
        }

        @Override
        void argumentsDelta(String piece) {
            delta("response.function_call_arguments.delta", 2, "", piece);
        }

        @Override
        void end() {
            done(2, call());
            event("response.completed", response("completed", reasoning() + "," + message() + "," + call()));
        }
    }

    private static final class GeminiWriter extends Writer {
        @Override
        String piece(int number) {
            StringBuilder piece = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                piece.append(super.piece(number * 20 + i));
            }
            return piece.toString();
        }

        private void chunk(String part, String reason) {
            event("{\"candidates\":[{\"content\":{\"parts\":[{" + part + "}],\"role\":\"model\"}" + reason
                    + ",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":1000,\"candidatesTokenCount\":5000,"
                    + "\"totalTokenCount\":6000,\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":1000}]},"
                    + "\"modelVersion\":\"gemini-3-pro\",\"responseId\":\"resp_1\"}");
        }

        /** The call comes whole. */
        @Override
        int size() {
            return out.length() + arguments.length();
        }

        @Override
        void begin() {}

        @Override
        void thinkingDelta(String piece) {
            chunk("\"text\":\"" + piece + "\",\"thought\":true", "");
        }

        @Override
        void textDelta(String piece) {
            chunk("\"text\":\"" + piece + "\"", "");
        }

        @Override
        void end() {
            chunk(
                    "\"functionCall\":{\"name\":\"write\",\"args\":" + arguments + "},\"thoughtSignature\":\"c2ln\"",
                    ",\"finishReason\":\"STOP\"");
        }
    }

    private static final class OllamaWriter extends Writer {
        private void line(String message, String rest) {
            out.append("{\"model\":\"qwen3\",\"created_at\":\"2026-11-21T12:00:00.123456789Z\",\"message\":{"
                    + "\"role\":\"assistant\"," + message + "}," + rest + "}\n");
        }

        @Override
        int size() {
            return out.length() + arguments.length();
        }

        @Override
        void begin() {}

        @Override
        void thinkingDelta(String piece) {
            line("\"content\":\"\",\"thinking\":\"" + piece + "\"", "\"done\":false");
        }

        @Override
        void textDelta(String piece) {
            line("\"content\":\"" + piece + "\"", "\"done\":false");
        }

        @Override
        void end() {
            line(
                    "\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"write\",\"arguments\":" + arguments
                            + "}}]",
                    "\"done\":false");
            line(
                    "\"content\":\"\"",
                    "\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":1000,\"eval_count\":5000");
        }
    }
}
