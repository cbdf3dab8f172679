/* report/svg.c - see report/svg_private.h */
#include "config.h"

#include "report/svg_private.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "measure/interval.h"

/* Of a line, in pixels: where 100 % and its lowest value are, and below it. */
#define LINE_TOP 26
#define LINE_BOTTOM 150
#define LINE_HEIGHT 176 /* as in the style of the page */
#define LINE_LEFT 0.12  /* room for the axis, as a share of the width */
#define LINE_RIGHT 0.95

/* Not by printing a double: that would depend on the locale. */
static char *place_of(double fraction)
{
	int hundredths = (int)(fraction * 10000 + 0.5);

	return alloc_print("%d.%02d%%", hundredths / 100, hundredths % 100);
}

static void set_place(struct markup *m, const char *name, double fraction)
{
	char *place = place_of(fraction);

	markup_set(m, name, "%s", place);
	free(place);
}

static void begin(struct markup *m, const char *class, const char *title,
		  const char *words)
{
	markup_open(m, "svg");
	markup_set(m, "class", "%s", class);
	markup_set(m, "role", "img");
	markup_put(m, "title", NULL, title);
	markup_put(m, "desc", NULL, words);
}

/* A line between two places; y as SVG writes it. */
static void put_line(struct markup *m, const char *class, double x1, double x2,
		     const char *y1, const char *y2)
{
	markup_open(m, "line");
	markup_set(m, "class", "%s", class);
	set_place(m, "x1", x1);
	set_place(m, "x2", x2);
	markup_set(m, "y1", "%s", y1);
	markup_set(m, "y2", "%s", y2);
	markup_close(m);
}

static void put_marks(struct markup *m, const struct svg_figure *figure)
{
	if (figure->target >= 0) {
		double x = figure->target / 100.0;

		put_line(m, "target", x, x, "0", "100%");
	}
	if (figure->national >= 0) {
		double x = figure->national / 100.0;

		put_line(m, "national", x, x, "20%", "80%");
	}
}

void svg_dot(struct markup *m, const struct svg_figure *figure,
	     const char *title, const char *words)
{
	begin(m, "row", title, words);
	put_line(m, "axis", 0, 1, "50%", "50%");
	put_marks(m, figure);
	if (figure->known && figure->has_range)
		put_line(m, "range", figure->low, figure->high, "50%", "50%");
	if (figure->known) {
		markup_open(m, "circle");
		markup_set(m, "class", "own");
		set_place(m, "cx", figure->rate);
		markup_set(m, "cy", "50%%");
		markup_set(m, "r", "4.5");
		markup_close(m);
	}
	markup_close(m);
}

void svg_bar(struct markup *m, const struct svg_figure *figure,
	     const char *title, const char *words)
{
	begin(m, "row", title, words);
	if (figure->known) {
		markup_open(m, "rect");
		markup_set(m, "class", "bar");
		markup_set(m, "x", "0");
		markup_set(m, "y", "50%%");
		set_place(m, "width", figure->rate);
		markup_set(m, "height", "10");
		markup_close(m);
	}
	put_marks(m, figure);
	markup_close(m);
}

/* Room above and below, so that a line at an end is in sight. */
static double spark_y(double point)
{
	return 0.8 - 0.6 * point;
}

void svg_spark(struct markup *m, const double *points, size_t count,
	       const char *title, const char *words)
{
	double step = count > 1 ? 1.0 / (double)(count - 1) : 0;
	size_t last = count;

	begin(m, "row", title, words);
	for (size_t i = 0; i < count; i++) {
		if (points[i] < 0)
			continue;
		if (last + 1 == i) {
			char *y1 = place_of(spark_y(points[last]));
			char *y2 = place_of(spark_y(points[i]));

			put_line(m, "link", (double)last * step,
				 (double)i * step, y1, y2);
			free(y1);
			free(y2);
		}
		last = i;
	}
	if (last < count) {
		markup_open(m, "circle");
		markup_set(m, "class", "own");
		set_place(m, "cx", (double)last * step);
		set_place(m, "cy", spark_y(points[last]));
		markup_set(m, "r", "2.5");
		markup_close(m);
	}
	markup_close(m);
}

/* A text at a place; anchor: start, middle or end. */
static void put_text(struct markup *m, const char *anchor, double x,
		     const char *y, const char *text)
{
	markup_open(m, "text");
	set_place(m, "x", x);
	markup_set(m, "y", "%s", y);
	markup_set(m, "text-anchor", "%s", anchor);
	markup_text(m, text);
	markup_close(m);
}

static void put_tick(struct markup *m, const char *anchor, int percent,
		     const char *y)
{
	char *text = alloc_print("%d", percent);

	put_text(m, anchor, percent / 100.0, y, text);
	free(text);
}

void svg_axis(struct markup *m, int target, const char *title,
	      const char *words)
{
	int middle = target >= 0 ? target : 50;

	begin(m, "ticks", title, words);
	if (middle >= 20)
		put_tick(m, "start", 0, "80%");
	put_tick(m, "middle", middle, "80%");
	if (middle <= 72)
		put_tick(m, "end", 100, "80%");
	markup_close(m);
}

/* --- a line over time */

/* From 0 or, when all lies in the upper half, from 50 %. */
static double find_floor(const struct svg_place *places, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct svg_figure *f = &places[i].figure;

		if (f->known && (f->has_range ? f->low : f->rate) < 0.5)
			return 0;
	}
	return 0.5;
}

static int height_of(double rate, double lowest)
{
	double part = (rate - lowest) / (1 - lowest);

	return LINE_BOTTOM - (int)(part * (LINE_BOTTOM - LINE_TOP) + 0.5);
}

static double across(size_t i, size_t count)
{
	if (count < 2)
		return (LINE_LEFT + LINE_RIGHT) / 2;
	return LINE_LEFT + 0.04 +
	       (LINE_RIGHT - LINE_LEFT - 0.04) * (double)i /
		       (double)(count - 1);
}

static void put_level(struct markup *m, const char *class, double rate,
		      double lowest)
{
	char *y = alloc_print("%d", height_of(rate, lowest));
	char *below = alloc_print("%d", height_of(rate, lowest) + 4);
	char *text = alloc_print("%d", interval_percent(rate));

	put_line(m, class, LINE_LEFT, 1, y, y);
	put_text(m, "end", LINE_LEFT - 0.02, below, text);
	free(y);
	free(below);
	free(text);
}

static void put_joint(struct markup *m, const struct svg_place *places,
		      size_t i, size_t count, double lowest)
{
	const struct svg_figure *from = &places[i - 1].figure;
	const struct svg_figure *to = &places[i].figure;

	if (from->known && to->known && !places[i].break_label) {
		char *y1 = alloc_print("%d", height_of(from->rate, lowest));
		char *y2 = alloc_print("%d", height_of(to->rate, lowest));

		put_line(m, "link", across(i - 1, count), across(i, count), y1,
			 y2);
		free(y1);
		free(y2);
	}
	if (places[i].break_label) {
		double x = (across(i - 1, count) + across(i, count)) / 2;
		char *y1 = alloc_print("%d", LINE_TOP - 10);
		char *y2 = alloc_print("%d", LINE_BOTTOM);

		put_line(m, "break", x, x, y1, y2);
		put_text(m, "middle", x, "11", places[i].break_label);
		free(y1);
		free(y2);
	}
}

static void put_circle(struct markup *m, const char *class, double x, int y,
		       const char *radius)
{
	markup_open(m, "circle");
	markup_set(m, "class", "%s", class);
	set_place(m, "cx", x);
	markup_set(m, "cy", "%d", y);
	markup_set(m, "r", "%s", radius);
	markup_close(m);
}

static void put_place(struct markup *m, const struct svg_place *place, double x,
		      double lowest)
{
	const struct svg_figure *f = &place->figure;

	if (f->has_range) {
		char *low = alloc_print("%d", height_of(f->low, lowest));
		char *high = alloc_print("%d", height_of(f->high, lowest));

		put_line(m, "range", x, x, low, high);
		free(low);
		free(high);
	}
	put_circle(m, "own", x, height_of(f->rate, lowest),
		   f->has_range ? "4.5" : "3");
	if (place->is_signal)
		put_circle(m, "ring", x, height_of(f->rate, lowest), "7");
}

void svg_line(struct markup *m, const struct svg_course *course,
	      const char *title, const char *words)
{
	const struct svg_place *places = course->places;
	size_t count = course->count;
	double lowest = find_floor(places, count);
	double target = course->target / 100.0;
	char *bottom = alloc_print("%d", LINE_HEIGHT - 6);

	begin(m, "line", title, words);
	put_level(m, "axis", 1, lowest);
	put_level(m, "axis", lowest, lowest);
	if (target > lowest && target < 1)
		put_level(m, "target", target, lowest);
	if (course->has_centre && course->centre >= lowest) {
		char *y = alloc_print("%d", height_of(course->centre, lowest));

		put_line(m, "centre", LINE_LEFT, 1, y, y);
		free(y);
	}
	for (size_t i = 1; i < count; i++)
		put_joint(m, places, i, count, lowest);
	for (size_t i = 0; i < count; i++) {
		if (places[i].label)
			put_text(m, "middle", across(i, count), bottom,
				 places[i].label);
		if (places[i].figure.known)
			put_place(m, &places[i], across(i, count), lowest);
	}
	markup_close(m);
	free(bottom);
}

/* --- a funnel */

static double across_funnel(double x)
{
	return LINE_LEFT + (LINE_RIGHT - LINE_LEFT) * x;
}

/* From one point to the next on the edge of what chance allows. */
struct piece {
	double x1, y1, x2, y2;
};

static void put_piece(struct markup *m, const char *class, double lowest,
		      struct piece piece)
{
	char *y1, *y2;

	/* What lies under the chart is left out. */
	if (piece.y1 < lowest || piece.y2 < lowest)
		return;
	y1 = alloc_print("%d", height_of(piece.y1, lowest));
	y2 = alloc_print("%d", height_of(piece.y2, lowest));
	put_line(m, class, across_funnel(piece.x1), across_funnel(piece.x2), y1,
		 y2);
	free(y1);
	free(y2);
}

static void put_limits(struct markup *m, const struct svg_funnel *funnel,
		       double lowest)
{
	for (size_t i = 1; i < funnel->limit_count; i++) {
		const struct svg_limit *a = &funnel->limits[i - 1];
		const struct svg_limit *b = &funnel->limits[i];

		put_piece(m, "inner", lowest,
			  (struct piece){ a->x, a->low, b->x, b->low });
		put_piece(m, "inner", lowest,
			  (struct piece){ a->x, a->high, b->x, b->high });
		put_piece(m, "outer", lowest,
			  (struct piece){ a->x, a->lowest, b->x, b->lowest });
		put_piece(m, "outer", lowest,
			  (struct piece){ a->x, a->highest, b->x, b->highest });
	}
}

void svg_funnel(struct markup *m, const struct svg_funnel *funnel,
		const char *title, const char *words)
{
	char *bottom = alloc_print("%d", LINE_HEIGHT - 6);
	double lowest = funnel->target >= 60 ? 0.5 : 0;

	for (size_t i = 0; i < funnel->dot_count; i++)
		if (funnel->dots[i].rate < 0.5)
			lowest = 0;
	begin(m, "line", title, words);
	put_level(m, "axis", 1, lowest);
	put_level(m, "axis", lowest, lowest);
	if (funnel->target > 0 && funnel->target < 100)
		put_level(m, "target", funnel->target / 100.0, lowest);
	put_limits(m, funnel, lowest);
	for (size_t i = 0; i < funnel->dot_count; i++) {
		const struct svg_funnel_dot *dot = &funnel->dots[i];
		double x = across_funnel(dot->x);

		put_circle(m, "own", x, height_of(dot->rate, lowest), "4");
		if (dot->is_outside)
			put_circle(m, "ring", x, height_of(dot->rate, lowest),
				   "7.5");
	}
	put_text(m, "start", LINE_LEFT, bottom, "n = 0");
	put_text(m, "end", LINE_RIGHT, bottom, funnel->size);
	markup_close(m);
	free(bottom);
}
