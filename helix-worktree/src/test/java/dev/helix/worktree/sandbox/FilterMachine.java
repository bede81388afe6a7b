/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A machine that runs a system call filter the way the kernel does, so that filters of other architectures can be
 * tried here.
 */
final class FilterMachine {
    private FilterMachine() {}

    /** {@return the verdict on a call} */
    static int judge(byte[] program, int architecture, int call, long first, long second) {
        ByteBuffer code = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(0, call).putInt(4, architecture).putLong(16, first).putLong(24, second);
        int accumulator = 0;
        for (int at = 0; ; at++) {
            int operand = code.getInt(at * 8 + 4);
            boolean jump;
            switch (code.getShort(at * 8)) {
                case 0x20 -> {
                    accumulator = data.getInt(operand);
                    continue;
                }
                case 0x54 -> {
                    accumulator &= operand;
                    continue;
                }
                case 0x06 -> {
                    return operand;
                }
                case 0x15 -> jump = accumulator == operand;
                case 0x35 -> jump = Integer.compareUnsigned(accumulator, operand) >= 0;
                case 0x45 -> jump = (accumulator & operand) != 0;
                default -> throw new IllegalArgumentException("opcode " + code.getShort(at * 8));
            }
            at += Byte.toUnsignedInt(code.get(at * 8 + (jump ? 2 : 3)));
        }
    }
}
