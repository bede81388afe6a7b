/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

/** A sink that keeps a stream's bytes and passes them on. */
final class Capture implements ByteSink {
    private final OutputBuffer kept;
    private final ByteSink next;

    Capture(OutputBuffer kept, ByteSink next) {
        this.kept = kept;
        this.next = next;
    }

    @Override
    public void take(byte[] chunk, int length) {
        kept.add(chunk, length);
        next.take(chunk, length);
    }

    @Override
    public void end() {
        kept.end();
        next.end();
    }
}
