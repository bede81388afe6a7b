/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a journal file.
 *
 * @param records in order
 * @param intactBytes the length up to the end of the last complete line
 * @param tornBytes what follows it: a line a crash kept from being finished
 */
record JournalFile(List<JournalRecord> records, long intactBytes, long tornBytes) {

    /**
     * Reads a file and checks every line.
     *
     * @throws JournalException if a complete line is damaged, or the file cannot be read
     */
    static JournalFile read(Path file, SessionId session) {
        byte[] bytes = bytes(file);
        List<JournalRecord> records = new ArrayList<>();
        int start = 0;
        int number = 0;
        for (int end = lineEnd(bytes, 0); end >= 0; end = lineEnd(bytes, start)) {
            number++;
            try {
                String line = decode(bytes, start, end);
                if (number == 1) {
                    JournalLine.checkHeader(line, session);
                } else {
                    records.add(JournalLine.parse(line, number - 1L));
                }
            } catch (MalformedLineException e) {
                throw damaged(file, number, e);
            }
            start = end + 1;
        }
        return new JournalFile(records, start, bytes.length - start);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new JournalException("the journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static String decode(byte[] bytes, int start, int end) throws MalformedLineException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedLineException("it is no UTF-8 text", e);
        }
    }

    private static JournalException damaged(Path file, int line, MalformedLineException e) {
        return new JournalException(
                "the journal " + file + " is damaged in line " + line + ": " + e.complaint()
                        + ". Nothing was changed; restore the file from a copy, or move it away to begin a new journal",
                e);
    }
}
