/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The description, for the model, of a component of a typed tool's argument record. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ToolParam {
    /** {@return what the value means, one sentence} */
    String value();

    /**
     * {@return whether the model must pass the value; components that may be missing are boxed, and null then; true
     * unless stated otherwise}
     */
    boolean required() default true;
}
