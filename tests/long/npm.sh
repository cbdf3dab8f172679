# What a long test needs of npm; sourced, after cli/lib.sh.
#
#	npm_need sav-reader@2.0.8      skips the whole test without it
#
# Packages are fetched once into node_modules of the build directory, with
# their scripts left alone, and then need no network.

skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

npm_need() {
	command -v node >/dev/null && command -v npm >/dev/null ||
		skip_all "no node and npm"
	modules=${builddir:?}/long
	mkdir -p "$modules"
	[ -f "$modules/package.json" ] ||
		echo '{"private": true}' >"$modules/package.json"
	for package in "$@"; do
		name=${package%@*}
		[ -d "$modules/node_modules/$name" ] ||
			HOME=$modules npm install --prefix "$modules" --silent --ignore-scripts \
				--no-audit --no-fund --save-exact "$package" >npm.out 2>&1 ||
			skip_all "npm does not give $package"
	done
	NODE_PATH=$modules/node_modules
	export NODE_PATH
}
