/* SPDX-License-Identifier: Apache-2.0 */
/** A conversation over several models, with the way of each switch, tokens and cost after every message. */
package dev.helix.examples.models;
