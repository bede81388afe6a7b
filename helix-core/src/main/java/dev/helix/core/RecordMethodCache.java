/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.runtime.ObjectMethods;

/**
 * The JDK's memory of the record class whose generated methods were linked last.
 *
 * <p>On Java 17 the method handles behind generated {@code equals}, {@code hashCode} and {@code toString} keep the last
 * type they were adapted to, and so the class loader of a record that nothing else holds.
 */
final class RecordMethodCache {
    private RecordMethodCache() {}

    /** Replaces what is kept by a class of the JDK, by linking the three methods once more for it. */
    static void release() {
        MethodHandle component = MethodHandles.identity(String.class);
        for (String method : new String[] {"equals", "hashCode", "toString"}) {
            link(method, component);
        }
    }

    private static void link(String method, MethodHandle component) {
        try {
            ObjectMethods.bootstrap(
                    MethodHandles.lookup(), method, MethodHandle.class, String.class, "component", component);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable undeclared) {
            throw new LinkageError("a record's " + method + " could not be linked", undeclared);
        }
    }
}
