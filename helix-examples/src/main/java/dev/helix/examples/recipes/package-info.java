/* SPDX-License-Identifier: Apache-2.0 */
/** Short recipes, one class each, that {@code docs/recipes.md} shows and tests run. */
package dev.helix.examples.recipes;
