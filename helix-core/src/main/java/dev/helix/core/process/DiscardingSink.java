/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

/** A sink that drops what it is given. */
enum DiscardingSink implements ByteSink {
    INSTANCE;

    @Override
    public void take(byte[] chunk, int length) {}

    @Override
    public void end() {}
}
