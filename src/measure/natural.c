/* measure/natural.c - see measure/natural.h */
#include "config.h"

#include "measure/natural.h"

#include <assert.h>
#include <string.h>

static void push_limb(struct natural *n, uint32_t limb)
{
	assert(n->count < NATURAL_LIMBS);
	n->limbs[n->count++] = limb;
}

static void drop_zeros(struct natural *n)
{
	while (n->count > 0 && n->limbs[n->count - 1] == 0)
		n->count--;
}

void natural_set(struct natural *n, uint64_t value)
{
	n->count = 0;
	while (value > 0) {
		push_limb(n, (uint32_t)value);
		value >>= 32;
	}
}

/* Only the limbs in use: most numbers have one or two of the many. */
void natural_copy(struct natural *to, const struct natural *from)
{
	to->count = from->count;
	memcpy(to->limbs, from->limbs,
	       (size_t)from->count * sizeof(from->limbs[0]));
}

int natural_compare(const struct natural *a, const struct natural *b)
{
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	for (int i = a->count - 1; i >= 0; i--)
		if (a->limbs[i] != b->limbs[i])
			return a->limbs[i] < b->limbs[i] ? -1 : 1;
	return 0;
}

bool natural_is_zero(const struct natural *n)
{
	return n->count == 0;
}

void natural_add(struct natural *a, const struct natural *b)
{
	uint64_t carry = 0;

	while (a->count < b->count)
		push_limb(a, 0);
	for (int i = 0; i < a->count && (i < b->count || carry); i++) {
		carry += a->limbs[i];
		if (i < b->count)
			carry += b->limbs[i];
		a->limbs[i] = (uint32_t)carry;
		carry >>= 32;
	}
	if (carry)
		push_limb(a, (uint32_t)carry);
}

void natural_subtract(struct natural *a, const struct natural *b)
{
	uint64_t borrow = 0;

	assert(natural_compare(a, b) >= 0);
	for (int i = 0; i < a->count && (i < b->count || borrow); i++) {
		uint64_t away = borrow + (i < b->count ? b->limbs[i] : 0);

		borrow = a->limbs[i] < away;
		a->limbs[i] = (uint32_t)(a->limbs[i] - away);
	}
	drop_zeros(a);
}

/* a *= factor, in one pass. */
static void scale_by_limb(struct natural *a, uint32_t factor)
{
	uint64_t carry = 0;

	for (int i = 0; i < a->count; i++) {
		carry += (uint64_t)a->limbs[i] * factor;
		a->limbs[i] = (uint32_t)carry;
		carry >>= 32;
	}
	if (carry)
		push_limb(a, (uint32_t)carry);
	drop_zeros(a);
}

void natural_scale(struct natural *a, uint64_t factor)
{
	struct natural whole, result;

	if (factor <= UINT32_MAX) {
		scale_by_limb(a, (uint32_t)factor);
		return;
	}
	natural_set(&whole, factor);
	natural_multiply(&result, a, &whole);
	natural_copy(a, &result);
}

void natural_multiply(struct natural *out, const struct natural *a,
		      const struct natural *b)
{
	out->count = 0;
	if (a->count == 0 || b->count == 0)
		return;
	assert(a->count + b->count <= NATURAL_LIMBS);
	out->count = a->count + b->count;
	memset(out->limbs, 0, (size_t)out->count * sizeof(out->limbs[0]));
	for (int i = 0; i < a->count; i++) {
		uint64_t carry = 0;

		for (int j = 0; j < b->count; j++) {
			carry += (uint64_t)a->limbs[i] * b->limbs[j] +
				 out->limbs[i + j];
			out->limbs[i + j] = (uint32_t)carry;
			carry >>= 32;
		}
		out->limbs[i + b->count] = (uint32_t)carry;
	}
	drop_zeros(out);
}

uint32_t natural_divide(struct natural *n, uint32_t divisor)
{
	uint64_t rest = 0;

	assert(divisor > 0);
	for (int i = n->count - 1; i >= 0; i--) {
		rest = rest << 32 | n->limbs[i];
		n->limbs[i] = (uint32_t)(rest / divisor);
		rest %= divisor;
	}
	drop_zeros(n);
	return (uint32_t)rest;
}

void natural_common_multiple(struct natural *n, uint32_t factor)
{
	struct natural whole;
	uint32_t a, b = factor;

	natural_copy(&whole, n);
	a = natural_divide(&whole, factor);
	while (a > 0) {
		uint32_t rest = b % a;

		b = a;
		a = rest;
	}
	natural_scale(n, factor / b);
}
